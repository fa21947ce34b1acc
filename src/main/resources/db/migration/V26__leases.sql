-- Each connector that is polled is one replica's at a time. All times are by the clock of the database.

create table replica (
    id          uuid        not null,
    host        text        not null,
    pid         bigint      not null,
    schedules   boolean     not null,
    started_at  timestamptz not null,
    alive_until timestamptz not null,
    constraint replica_pk primary key (id)
);
comment on table replica is 'the processes that share this database; one that does not say so in time counts as gone';

-- What each replica can poll: a connector that no replica can, has a reason that all of them tell alike.
create table replica_connector (
    replica_id uuid    not null,
    connector  text    not null,
    running    boolean not null,
    problem    text,
    constraint replica_connector_pk primary key (replica_id, connector),
    constraint replica_connector_replica_fk foreign key (replica_id) references replica on delete cascade
);

create table connector_lease (
    connector     text   not null,
    replica_id    uuid,
    fence         bigint not null default 0,
    since         timestamptz,
    leased_until  timestamptz,
    polling_since timestamptz,
    lent_by       uuid,
    constraint connector_lease_pk primary key (connector)
);
comment on column connector_lease.fence is
    'goes up with each poll and each change of the replica: a checkpoint moves under the newest only';
comment on column connector_lease.since is 'since when it is this replica''s, or the one''s that has lent it';
comment on column connector_lease.lent_by is 'the replica that gets it back when a poll ends that another one was asked for';

-- An activity that itself has changed is looked for like one whose evidence has: who changes it holds no place in the queue.
alter table evidence_change drop constraint evidence_change_kind_ck;
alter table evidence_change add constraint evidence_change_kind_ck
    check (kind in ('address', 'domain', 'contact', 'linked', 'thread', 'activity'));

-- Which replica has claimed an event, so that the others need not wait for its claims when it is gone.
alter table sync_event add column claimed_by uuid;
