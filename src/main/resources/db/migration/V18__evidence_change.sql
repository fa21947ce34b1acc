-- Evidence that changed while activities were being filed that it did not see yet, to be looked for once more. settles_at is
-- the first transaction that began after the change could be seen: when all before it have ended, the second look misses none.
create table evidence_change (
    id          bigint generated always as identity,
    kind        text   not null,
    changed     text[] not null,
    settles_at  xid8,
    constraint evidence_change_pk primary key (id),
    constraint evidence_change_kind_ck check (kind in ('address', 'domain', 'contact', 'linked', 'thread'))
);
