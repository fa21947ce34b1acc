-- The ledger of events, the activities they make, and how those are linked to the CRM.

create table activity (
    id            uuid        not null,
    activity_key  text        not null,
    kind          text        not null,
    occurred_at   timestamptz not null,
    ended_at      timestamptz,
    direction     text        not null,
    subject       text,
    status        text        not null,
    body          text,
    attributes    jsonb       not null,
    actor         jsonb,
    ranks         jsonb       not null,
    connector     text        not null,
    external_id   text        not null,
    event_key     text        not null,
    received_at   timestamptz not null,
    version       integer     not null default 0,
    updated_at    timestamptz not null,
    constraint activity_pk primary key (id),
    constraint activity_kind_check check (kind in ('email', 'meeting', 'call', 'lead')),
    constraint activity_direction_check check (direction in ('inbound', 'outbound', 'internal', 'unknown'))
);
comment on column activity.id is 'derived from activity_key, so that a rebuild finds the same rows';
comment on column activity.ranks is 'per field (or * for the whole) the rank of the event that wrote it: merging is by rank, never by arrival';
create index activity_occurred_ix on activity (occurred_at desc, id desc);
create index activity_external_ix on activity (external_id);
create index activity_connector_ix on activity (connector, occurred_at desc, id desc);

create table participant (
    activity_id   uuid    not null,
    ordinal       integer not null,
    role          text    not null,
    address_kind  text,
    address       text,
    name          text,
    response      text,
    contact_id    uuid,
    user_id       uuid,
    constraint participant_pk primary key (activity_id, ordinal),
    constraint participant_activity_fk foreign key (activity_id) references activity on delete cascade
);
create index participant_address_ix on participant (address, activity_id) where address is not null;

create table association (
    activity_id     uuid         not null,
    entity          text         not null,
    entity_id       uuid         not null,
    occurred_at     timestamptz  not null,
    rule            text         not null,
    confidence      numeric(3,2) not null,
    explanation     text         not null,
    evidence        jsonb        not null,
    policy_version  text         not null,
    corrected_by    text,
    associated_at   timestamptz  not null,
    constraint association_pk primary key (activity_id, entity, entity_id),
    constraint association_activity_fk foreign key (activity_id) references activity on delete cascade,
    constraint association_entity_check check (entity in ('account', 'contact', 'deal')),
    constraint association_confidence_check check (confidence between 0 and 1)
);
create index association_timeline_ix on association (entity, entity_id, occurred_at desc, activity_id desc);

-- A person's decision about one activity's link: kept apart, so that associating again never undoes it.
create table association_correction (
    activity_id  uuid        not null,
    entity       text        not null,
    entity_id    uuid        not null,
    decision     text        not null,
    actor        text        not null,
    decided_at   timestamptz not null,
    constraint association_correction_pk primary key (activity_id, entity, entity_id),
    constraint association_correction_activity_fk foreign key (activity_id) references activity on delete cascade,
    constraint association_correction_decision_check check (decision in ('linked', 'unlinked'))
);

-- Links that were too close to call: for a person.
create table association_review (
    activity_id  uuid        not null,
    entity       text        not null,
    candidates   jsonb       not null,
    explanation  text        not null,
    created_at   timestamptz not null,
    constraint association_review_pk primary key (activity_id, entity),
    constraint association_review_activity_fk foreign key (activity_id) references activity on delete cascade
);

-- Activities whose evidence changed and that wait to be associated again.
create table association_task (
    activity_id  uuid        not null,
    reason       text        not null,
    enqueued_at  timestamptz not null,
    constraint association_task_pk primary key (activity_id),
    constraint association_task_activity_fk foreign key (activity_id) references activity on delete cascade
);

-- The Message-IDs that an e-mail is or refers to: two mails that share one are of one thread.
create table thread_link (
    message_id   text not null,
    activity_id  uuid not null,
    constraint thread_link_pk primary key (message_id, activity_id),
    constraint thread_link_activity_fk foreign key (activity_id) references activity on delete cascade
);
create index thread_link_activity_ix on thread_link (activity_id);

-- The ledger: idempotent repository, archive of raw payloads, record of outcomes, retry queue and dead letter store.
create table sync_event (
    id                 uuid        not null,
    event_key          text        not null,
    dedup_key          text,
    connector          text        not null,
    kind               text        not null,
    external_id        text        not null,
    activity_id        uuid,
    status             text        not null,
    outcome            text        not null,
    reason             text,
    content_type       text        not null,
    payload            bytea,
    content_hash       text        not null,
    context            jsonb       not null,
    occurred_at        timestamptz,
    received_at        timestamptz not null,
    applied_at         timestamptz,
    attempts           integer     not null default 0,
    next_attempt_at    timestamptz,
    claimed_until      timestamptz,
    error_fingerprint  text,
    error              text,
    conflicts          integer     not null default 0,
    constraint sync_event_pk primary key (id),
    constraint sync_event_event_key_key unique (event_key),
    constraint sync_event_status_check check (status in ('applied', 'retrying', 'dead', 'discarded')),
    constraint sync_event_outcome_check check (outcome in ('created', 'updated', 'stale', 'excluded', 'retrying', 'dead', 'discarded')),
    constraint sync_event_next_attempt_check check ((status = 'retrying') = (next_attempt_at is not null))
);
comment on column sync_event.dedup_key is 'for sources without stable ids: equal within the dedup window is the same item';
comment on column sync_event.context is 'what the source said beside the payload (folder, headers): with both the event can be translated again';
create index sync_event_activity_ix on sync_event (activity_id) where activity_id is not null;
create index sync_event_retry_ix on sync_event (next_attempt_at) where status = 'retrying';
create index sync_event_dead_ix on sync_event (connector, error_fingerprint) where status = 'dead';
create index sync_event_connector_ix on sync_event (connector, received_at desc, id desc);
create index sync_event_external_ix on sync_event (external_id);
create index sync_event_dedup_ix on sync_event (dedup_key, received_at) where dedup_key is not null;

create table event_attempt (
    event_id     uuid        not null,
    attempt      integer     not null,
    at           timestamptz not null,
    result       text        not null,
    error_type   text,
    error        text,
    constraint event_attempt_pk primary key (event_id, attempt),
    constraint event_attempt_event_fk foreign key (event_id) references sync_event on delete cascade
);

-- One delivery of a source item. The first of an event carries its outcome; the others are duplicates.
create table sighting (
    id                   uuid        not null,
    event_id             uuid        not null,
    connector            text        not null,
    location             text        not null,
    external_id          text        not null,
    first                boolean     not null,
    deliveries           integer     not null default 1,
    content_hash         text        not null,
    conflicting_payload  bytea,
    received_at          timestamptz not null,
    constraint sighting_pk primary key (id),
    constraint sighting_connector_location_key unique (connector, location),
    constraint sighting_event_fk foreign key (event_id) references sync_event on delete cascade
);
create index sighting_event_ix on sighting (event_id);
create index sighting_connector_received_ix on sighting (connector, received_at);

-- How far a connector has read: one row a folder or calendar. Moves only after what it stands for is committed.
create table checkpoint (
    connector   text        not null,
    scope       text        not null,
    position    jsonb       not null,
    updated_at  timestamptz not null,
    constraint checkpoint_pk primary key (connector, scope)
);

-- What became of a connector's last reads, shared by all replicas.
create table connector_status (
    connector             text        not null,
    last_attempt_at       timestamptz,
    last_success_at       timestamptz,
    last_failure_at       timestamptz,
    consecutive_failures  integer     not null default 0,
    failures              bigint      not null default 0,
    last_error            text,
    source_lag            bigint      not null default 0,
    lagging_since         timestamptz,
    constraint connector_status_pk primary key (connector)
);

-- A lead as it was submitted, and the marketing touch it brought.
create table lead (
    id            uuid        not null,
    activity_id   uuid        not null,
    connector     text        not null,
    event_key     text        not null,
    contact_id    uuid,
    account_id    uuid,
    form          text,
    submitted_at  timestamptz not null,
    email         text,
    name          text,
    phone         text,
    company       text,
    title         text,
    message       text,
    constraint lead_pk primary key (id),
    constraint lead_event_key_key unique (event_key),
    constraint lead_activity_fk foreign key (activity_id) references activity on delete cascade,
    constraint lead_contact_fk foreign key (contact_id) references contact on delete set null,
    constraint lead_account_fk foreign key (account_id) references account on delete set null
);
create index lead_contact_ix on lead (contact_id);

create table attribution_touch (
    id            uuid        not null,
    event_key     text        not null,
    contact_id    uuid        not null,
    occurred_at   timestamptz not null,
    source        text,
    medium        text,
    campaign      text,
    term          text,
    content       text,
    landing_page  text,
    referrer      text,
    constraint attribution_touch_pk primary key (id),
    constraint attribution_touch_event_key_key unique (event_key),
    constraint attribution_touch_contact_fk foreign key (contact_id) references contact on delete cascade
);
create index attribution_touch_contact_ix on attribution_touch (contact_id, occurred_at, event_key);
