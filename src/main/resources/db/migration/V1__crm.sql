-- The CRM: accounts, contacts, the organization's own users, deals, leads and attribution.
-- Constraint names: <table>_<columns>_<pk|key|fk|check>; they are what error messages and tests refer to.

create table crm_user (
    id          uuid        not null,
    name        text        not null,
    active      boolean     not null default true,
    version     integer     not null default 0,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    constraint crm_user_pk primary key (id)
);

create table account (
    id          uuid        not null,
    name        text        not null,
    owner_id    uuid,
    version     integer     not null default 0,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    constraint account_pk primary key (id),
    constraint account_owner_fk foreign key (owner_id) references crm_user
);
create index account_name_ix on account (lower(name), id);

create table account_domain (
    domain      text not null,
    account_id  uuid not null,
    constraint account_domain_pk primary key (domain),
    constraint account_domain_account_fk foreign key (account_id) references account on delete cascade,
    constraint account_domain_lower_check check (domain = lower(domain))
);
create index account_domain_account_ix on account_domain (account_id);

create table contact (
    id           uuid        not null,
    account_id   uuid,
    owner_id     uuid,
    name         text,
    title        text,
    merged_into  uuid,
    version      integer     not null default 0,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    constraint contact_pk primary key (id),
    constraint contact_account_fk foreign key (account_id) references account,
    constraint contact_owner_fk foreign key (owner_id) references crm_user,
    constraint contact_merged_into_fk foreign key (merged_into) references contact
);
create index contact_account_ix on contact (account_id);
create index contact_name_ix on contact (lower(name), id);

-- Who an address or a number belongs to: one contact or one user, never both. It is the one look-up of association.
create table identity (
    kind        text    not null,
    value       text    not null,
    contact_id  uuid,
    user_id     uuid,
    position    integer not null default 0,
    constraint identity_pk primary key (kind, value),
    constraint identity_contact_fk foreign key (contact_id) references contact on delete cascade,
    constraint identity_user_fk foreign key (user_id) references crm_user on delete cascade,
    constraint identity_kind_check check (kind in ('email', 'phone')),
    constraint identity_holder_check check (num_nonnulls(contact_id, user_id) = 1)
);
create index identity_contact_ix on identity (contact_id) where contact_id is not null;
create index identity_user_ix on identity (user_id) where user_id is not null;

create table deal (
    id          uuid        not null,
    account_id  uuid,
    owner_id    uuid,
    name        text        not null,
    stage       text        not null,
    amount      numeric(18, 2),
    currency    text,
    closed_at   timestamptz,
    version     integer     not null default 0,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    constraint deal_pk primary key (id),
    constraint deal_account_fk foreign key (account_id) references account,
    constraint deal_owner_fk foreign key (owner_id) references crm_user,
    constraint deal_stage_check check (stage in ('open', 'won', 'lost')),
    constraint deal_closed_check check ((stage = 'open') = (closed_at is null))
);
create index deal_account_ix on deal (account_id);

create table deal_contact (
    deal_id     uuid not null,
    contact_id  uuid not null,
    role        text,
    constraint deal_contact_pk primary key (deal_id, contact_id),
    constraint deal_contact_deal_fk foreign key (deal_id) references deal on delete cascade,
    constraint deal_contact_contact_fk foreign key (contact_id) references contact on delete cascade
);
create index deal_contact_contact_ix on deal_contact (contact_id);

-- Where a field's value came from, for fields that automation writes; the rank decides, not the arrival.
create table field_provenance (
    entity          text        not null,
    entity_id       uuid        not null,
    field           text        not null,
    value           text,
    source          text        not null,
    authority       integer     not null,
    source_time     timestamptz not null,
    event_key       text        not null,
    connector       text,
    rule            text        not null,
    policy_version  text        not null,
    decided_at      timestamptz not null,
    constraint field_provenance_pk primary key (entity, entity_id, field)
);

-- Every automated change and every change by a person. Rows are only ever added.
create table audit (
    id              bigint generated always as identity,
    at              timestamptz not null,
    entity          text        not null,
    entity_id       text        not null,
    action          text        not null,
    before          jsonb,
    after           jsonb,
    rule            text        not null,
    policy_version  text,
    event_key       text,
    connector       text,
    actor           text        not null,
    constraint audit_pk primary key (id)
);
create index audit_entity_ix on audit (entity, entity_id, id);
create index audit_event_key_ix on audit (event_key) where event_key is not null;

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit rows are append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger audit_append_only before update or delete on audit for each row execute function audit_is_append_only();
create trigger audit_no_truncate before truncate on audit for each statement execute function audit_is_append_only();
