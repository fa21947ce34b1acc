-- The paths and types that the raw items of a connector had on a day: names of fields, never a value. Path '' with type
-- 'payload' counts the items, with type 'more' those of which not every path is kept.
create table payload_shape (
    connector  text        not null,
    day        date        not null,
    path       text        not null,
    type       text        not null,
    seen       bigint      not null,
    first_seen timestamptz not null,
    last_seen  timestamptz not null,
    constraint payload_shape_pk primary key (connector, day, path, type),
    constraint payload_shape_type_ck
        check (type in ('payload', 'more', 'text', 'number', 'flag', 'object', 'list', 'empty'))
);

-- What the mapping of a connector is at one with, by the reviews so far: what differs from it is a finding. The share is that of
-- the items that had it.
create table payload_shape_known (
    connector text             not null,
    path      text             not null,
    type      text             not null,
    share     double precision not null,
    since     timestamptz      not null,
    constraint payload_shape_known_pk primary key (connector, path, type)
);

-- Days of which a source may have held what it holds no longer, or what a checkpoint passed over; a backfill closes them.
create table source_gap (
    id         uuid        not null,
    connector  text        not null,
    scope      text        not null,
    from_day   date,
    to_day     date        not null,
    reason     text        not null,
    noticed_at timestamptz not null,
    constraint source_gap_pk primary key (id),
    constraint source_gap_days_ck check (from_day < to_day)
);

create index source_gap_connector_ix on source_gap (connector, noticed_at);
