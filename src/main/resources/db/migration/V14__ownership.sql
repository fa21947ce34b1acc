-- Field ownership: all that sources say of a field is kept, so that the decision can be explained, made again under
-- another policy, and taken back from a person who releases the field.

create table field_claim (
    entity           text        not null,
    entity_id        uuid        not null,
    field            text        not null,
    source           text        not null,
    value_hash       text        not null,
    value            text        not null,
    role             text        not null,
    first_at         timestamptz not null,
    first_key        text        not null,
    first_connector  text,
    last_at          timestamptz not null,
    last_key         text        not null,
    last_connector   text,
    refused          boolean     not null default false,
    constraint field_claim_pk primary key (entity, entity_id, field, source, value_hash)
);
comment on column field_claim.source is 'the role, with the connector where each connector is a source of its own';
comment on column field_claim.value is 'empty where the source says that there is none';
comment on column field_claim.refused is 'recorded as refused, and has not stood since';

alter table field_provenance add column locked_by text;
alter table field_provenance add column locked_at timestamptz;
alter table field_provenance add constraint field_provenance_locked_check
    check ((locked_by is null) = (locked_at is null));
comment on column field_provenance.authority is 'the place of the source in the policy, 1 the highest; 0 a person';

-- What was decided before: a person's edit is a lock, and what stood is what is claimed.
update field_provenance
set locked_by = source, locked_at = decided_at, source = 'person', authority = 0, rule = 'person'
where authority >= 1000;
update field_provenance
set source = case when source = 'email' then case when authority >= 20 then 'email-from' else 'email-addressed' end
                  when authority = 0 then 'domain'
                  else source end
where locked_by is null;
insert into field_claim (entity, entity_id, field, source, value_hash, value, role,
                         first_at, first_key, first_connector, last_at, last_key, last_connector)
select entity, entity_id, field, case when source = 'lead' then 'lead/' || connector else source end,
       encode(sha256(convert_to(value, 'UTF8')), 'hex'), value, source,
       source_time, event_key, connector, source_time, event_key, connector
from field_provenance where locked_by is null and value is not null;

-- Sources that disagree where the policy sends that to a person; decided ones are remembered.
create table field_review (
    id              uuid        not null,
    entity          text        not null,
    entity_id       uuid        not null,
    field           text        not null,
    conflict        text        not null,
    options         jsonb       not null,
    policy_version  text        not null,
    since           timestamptz not null,
    decided_at      timestamptz,
    decided_by      text,
    decision        text,
    constraint field_review_pk primary key (id),
    constraint field_review_conflict_key unique (entity, entity_id, field, conflict),
    constraint field_review_decided_check check (num_nonnulls(decided_at, decided_by, decision) in (0, 3))
);
comment on column field_review.conflict is 'the fingerprint of what the sources say: the same words are the same conflict';
create unique index field_review_open_ix on field_review (entity, entity_id, field) where decided_at is null;
create index field_review_since_ix on field_review (since, id) where decided_at is null;

-- The policies that were in force, one after the other.
create table ownership_policy (
    id       bigint generated always as identity,
    version  text        not null,
    hash     text        not null,
    label    text        not null,
    text     text        not null,
    since    timestamptz not null,
    settled_entity text,
    settled_id     uuid,
    settled_at     timestamptz,
    constraint ownership_policy_pk primary key (id)
);
comment on column ownership_policy.settled_id is 'the last record whose fields were decided again by it';
comment on column ownership_policy.settled_at is 'when all fields had been decided by it';
create index ownership_policy_version_ix on ownership_policy (version);
