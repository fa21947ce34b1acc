-- Links as a careful person makes them: shared numbers, threads, what people decide, and who owns a lead.

-- A telephone number may be that of several contacts (a desk, a household); an e-mail address is of one holder.

alter table identity drop constraint identity_pk;
alter table identity add column holder uuid generated always as (coalesce(contact_id, user_id)) stored;
alter table identity add constraint identity_pk primary key (kind, value, holder);
create unique index identity_email_key on identity (value) where kind = 'email';

-- Whoever has the address as it is written; else all who have another spelling of the mailbox.
create function holders_of(wanted text) returns table (contact_id uuid, user_id uuid) language sql stable parallel safe
begin atomic
    select h.contact_id, h.user_id
    from (select i.contact_id, i.user_id, bool_or(i.value = wanted) as exact,
                 bool_or(bool_or(i.value = wanted)) over () as any_exact
          from identity i where mailbox(i.value) = mailbox(wanted)
          group by i.contact_id, i.user_id) h
    where h.exact or not h.any_exact;
end;
comment on function holders_of is 'all who an e-mail address or a phone number may belong to';

create or replace function holder_of(wanted text) returns table (contact_id uuid, user_id uuid) language sql stable parallel safe
begin atomic
    select h.contact_id, h.user_id
    from (select o.contact_id, o.user_id, count(*) over () as holders from holders_of(wanted) o) h
    where h.holders = 1;
end;
comment on function holder_of is 'the one contact or user behind an e-mail address or a phone number; nobody where it may be several';

-- People at a domain, and at those below it: whose employer it is bears on what they did at another.
create index identity_domain_ix on identity (reverse(split_part(value, '@', 2)) text_pattern_ops) where kind = 'email';

-- A thread is all that answers hang together by, however far: an answer may name only the mail before it.
create function thread_of(wanted uuid) returns table (activity_id uuid) language sql stable parallel safe
begin atomic
    with recursive member (id) as (
        select wanted
        union
        select other.activity_id from member m
        join thread_link mine on mine.activity_id = m.id
        join thread_link other on other.message_id = mine.message_id)
    select m.id from member m limit 1000;
end;
comment on function thread_of is 'the activities of a thread or series, the given one among them; at most 1000';

-- What people decided about all activities of an address: it comes before every rule, until it is revoked.
create table remembered_correction (
    id           uuid        not null,
    address      text        not null,
    entity       text        not null,
    entity_id    uuid        not null,
    linked       boolean     not null,
    since        timestamptz,
    actor        text        not null,
    decided_at   timestamptz not null,
    activity_id  uuid,
    constraint remembered_correction_pk primary key (id),
    constraint remembered_correction_link_key unique (address, entity, entity_id),
    constraint remembered_correction_entity_check check (entity in ('account', 'contact', 'deal'))
);
comment on column remembered_correction.address is 'the mailbox of an e-mail address, or a phone number';
comment on column remembered_correction.since is 'of activities that happened then or later; null for all';

-- What a person decides about a link that was too close to call stays with it.
alter table association_review add column id uuid
    generated always as (cast(md5(cast(activity_id as text) || ':' || entity) as uuid)) stored;
alter table association_review add column decided_at timestamptz;
alter table association_review add column decided_by text;
alter table association_review add column decision uuid;
alter table association_review add constraint association_review_id_key unique (id);
alter table association_review add constraint association_review_decided_check
    check ((decided_at is null) = (decided_by is null) and (decision is null or decided_at is not null));
create index association_review_since_ix on association_review (created_at, id);
comment on column association_review.decision is 'the candidate that it is; null while it is open, and where it is none of them';

-- A lead has an owner by the same rules as its contact.
alter table lead add column owner_id uuid;
alter table lead add constraint lead_owner_fk foreign key (owner_id) references crm_user;
