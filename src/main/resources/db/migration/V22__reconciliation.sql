-- Checks of the CRM against its sources and against itself, and what they found. A replica works on a run while it holds its
-- lease; the fence goes up with each lease, so that a frozen replica that wakes up says nothing more.
create table reconciliation_run (
    id            uuid        not null,
    check_name    text        not null,
    connector     text,
    from_day      date,
    to_day        date,
    repair        boolean     not null,
    uploaded      boolean     not null,
    state         text        not null,
    step          text,
    looked_at     bigint      not null default 0,
    problem       text,
    failures      int         not null default 0,
    not_before    timestamptz,
    fence         bigint      not null default 0,
    leased_until  timestamptz,
    started_by    text        not null,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    constraint reconciliation_run_pk primary key (id),
    constraint reconciliation_run_days_ck check (from_day < to_day),
    constraint reconciliation_run_state_ck check (state in ('running', 'stopped', 'done', 'failed'))
);
comment on column reconciliation_run.connector is 'the one that it looks at; null for all';
create index reconciliation_run_list_ix on reconciliation_run (created_at desc, id desc);
create index reconciliation_run_open_ix on reconciliation_run (created_at) where state = 'running';

-- How far the schedule of each check is: the time of its last run that was due, whichever replica started it.
create table reconciliation_schedule (
    check_name  text        not null,
    slot        timestamptz not null,
    constraint reconciliation_schedule_pk primary key (check_name)
);

-- What is not as it should be. One row for one thing, however often it is seen.
create table finding (
    id          uuid        not null,
    check_name  text        not null,
    connector   text,
    kind        text        not null,
    subject     text        not null,
    at          timestamptz,
    summary     text        not null,
    details     jsonb       not null,
    owner       text,
    state       text        not null,
    reason      text,
    decided_by  text,
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    changed_at  timestamptz not null,
    constraint finding_pk primary key (id),
    constraint finding_subject_key unique nulls not distinct (check_name, connector, kind, subject),
    constraint finding_state_ck check (state in ('open', 'repaired', 'accepted', 'closed')),
    constraint finding_accepted_ck check (state <> 'accepted' or num_nonnulls(reason, decided_by) = 2)
);
comment on column finding.subject is 'names the thing within its kind: an event key, the place of an item, the id of a record';
comment on column finding.at is 'when the item is of, where it has a time: a run over some days closes only findings of those';
create index finding_list_ix on finding (last_seen desc, id desc);
create index finding_state_ix on finding (state, check_name, connector);

-- What each run saw, repaired and closed.
create table reconciliation_report (
    run_id      uuid not null,
    finding_id  uuid not null,
    state       text not null,
    constraint reconciliation_report_pk primary key (run_id, finding_id),
    constraint reconciliation_report_run_fk foreign key (run_id) references reconciliation_run on delete cascade,
    constraint reconciliation_report_finding_fk foreign key (finding_id) references finding on delete cascade
);
create index reconciliation_report_finding_ix on reconciliation_report (finding_id);

-- A list of a source's items that was sent to be compared, as long as its run is not over.
create table reconciliation_item (
    run_id        uuid   not null,
    ordinal       bigint not null,
    content_type  text   not null,
    payload       bytea  not null,
    constraint reconciliation_item_pk primary key (run_id, ordinal),
    constraint reconciliation_item_run_fk foreign key (run_id) references reconciliation_run on delete cascade
);

-- What a source's list had, as long as its run is not over: what is not here is looked for the other way round.
create table reconciliation_listed (
    run_id  uuid not null,
    item    text not null,
    constraint reconciliation_listed_pk primary key (run_id, item),
    constraint reconciliation_listed_run_fk foreign key (run_id) references reconciliation_run on delete cascade
);
