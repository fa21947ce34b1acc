-- History that is read from a source again, or taken from an export of one. A replica works on a backfill while it holds its
-- lease; the fence goes up with each lease, so that a frozen replica that wakes up moves nothing.
create table backfill (
    id            uuid        not null,
    connector     text        not null,
    from_day      date,
    to_day        date,
    uploaded      boolean     not null,
    dry_run       boolean     not null,
    state         text        not null,
    total         bigint,
    done          bigint      not null default 0,
    counts        jsonb       not null default '{}',
    position      text,
    problem       text,
    failures      int         not null default 0,
    not_before    timestamptz,
    fence         bigint      not null default 0,
    leased_until  timestamptz,
    worked_ms     bigint      not null default 0,
    started_by    text        not null,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    constraint backfill_pk primary key (id),
    constraint backfill_days_ck check (from_day < to_day),
    constraint backfill_state_ck check (state in ('running', 'paused', 'stopped', 'done', 'failed'))
);

create unique index backfill_open_uk on backfill (connector) where state in ('running', 'paused');
create index backfill_list_ix on backfill (created_at desc, id desc);

-- The items of an export, as long as its backfill is not over.
create table backfill_item (
    backfill_id  uuid   not null,
    ordinal      bigint not null,
    content_type text   not null,
    payload      bytea  not null,
    constraint backfill_item_pk primary key (backfill_id, ordinal),
    constraint backfill_item_backfill_fk foreign key (backfill_id) references backfill on delete cascade
);
