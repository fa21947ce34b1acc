-- The timeline derived again from the raw items of the ledger, beside the one that is there: in tables of the same names in a
-- schema of its own, where the path finds them first. A rebuild is compared with what is there, and applied or dropped as a whole.

create table rebuild (
    id             uuid        not null,
    connector      text,
    from_at        timestamptz,
    to_at          timestamptz,
    state          text        not null,
    phase          text        not null,
    total          bigint,
    done           bigint      not null default 0,
    kept           bigint      not null default 0,
    unreadable     bigint      not null default 0,
    changes        jsonb       not null default '{}',
    problem        text,
    failures       int         not null default 0,
    not_before     timestamptz,
    copied         pg_snapshot,
    copied_at      timestamptz,
    compared       pg_snapshot,
    audited        bigint      not null default 0,
    fence          bigint      not null default 0,
    leased_until   timestamptz,
    worked_ms      bigint      not null default 0,
    cleared        boolean     not null default false,
    started_by     text        not null,
    applied_by     text,
    created_at     timestamptz not null,
    finished_at    timestamptz,
    constraint rebuild_pk primary key (id),
    constraint rebuild_window_ck check (from_at < to_at),
    constraint rebuild_state_ck check (state in ('running', 'ready', 'applying', 'applied', 'dropped', 'failed')),
    constraint rebuild_phase_ck check (phase in ('copying', 'deriving', 'comparing'))
);
comment on column rebuild.copied is 'what was committed when the copy was made: what came later is found by it';
comment on column rebuild.kept is 'events in its range that cannot be derived again: what they made stays';
create unique index rebuild_open_uk on rebuild ((true)) where state in ('running', 'ready', 'applying');
create index rebuild_list_ix on rebuild (created_at desc, id desc);

-- What is there and what a rebuild makes of it, where the two differ.
create table rebuild_change (
    id          bigint generated always as identity,
    rebuild_id  uuid   not null,
    kind        text   not null,
    entity      text   not null,
    entity_id   uuid   not null,
    field       text,
    action      text   not null,
    before      jsonb,
    after       jsonb,
    reason      text,
    event_key   text,
    constraint rebuild_change_pk primary key (id),
    constraint rebuild_change_rebuild_fk foreign key (rebuild_id) references rebuild on delete cascade
);
create index rebuild_change_kind_ix on rebuild_change (rebuild_id, kind, id);
create index rebuild_change_entity_ix on rebuild_change (entity, entity_id);

-- The full number of the transaction that wrote a row, which is not older than half of all that there can be.
create function transaction_of(xmin xid) returns xid8 language sql stable parallel safe return (
    select cast(cast(greatest(0, n.number - case when n.number > n.newest then 4294967296 else 0 end) as text) as xid8)
    from (select (newest & ~cast(4294967295 as bigint)) | cast(cast(xmin as text) as bigint) as number, newest
          from (select cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint) as newest) now) n);

-- Where the path works for a rebuild: all tables but those that it only reads, and the functions that read them.
create function rebuild_prepare() returns void language plpgsql security definer set client_min_messages = warning as $$
declare
    live constant text := current_schema();
    shared constant text[] := array['crm_user', 'tombstone', 'tombstone_key', 'association_correction', 'remembered_correction',
        'ownership_policy', 'rebuild', 'rebuild_change', '${flyway:table}'];
    copied text;
    definition text;
begin
    perform rebuild_clear();
    create schema syncline_shadow;
    for copied in
        select c.relname from pg_class c
        where c.relnamespace = cast(live as regnamespace) and c.relkind = 'r' and c.relname <> all (shared)
    loop
        execute format('create table syncline_shadow.%1$I (like %2$I.%1$I including all)', copied, live);
    end loop;

    -- Again and again, since one that calls another is bound to that of the shadow only once it is there.
    for definition in
        with recursive reading (id) as (
            select d.objid from pg_depend d join pg_class c on c.oid = d.refobjid
            where d.classid = cast('pg_proc' as regclass) and d.refclassid = cast('pg_class' as regclass)
              and c.relnamespace = cast(live as regnamespace) and c.relname <> all (shared)
            union
            select d.objid from pg_depend d join reading r on r.id = d.refobjid
            where d.classid = cast('pg_proc' as regclass) and d.refclassid = cast('pg_proc' as regclass))
        select pg_get_functiondef(p.oid) from pg_proc p cross join generate_series(1, 4) pass
        where p.oid in (select id from reading) and p.pronamespace = cast(live as regnamespace) and p.prosqlbody is not null
        order by pass, p.oid
    loop
        perform set_config('search_path', format('syncline_shadow, %I, pg_temp', live), true);
        execute replace(definition, format(' FUNCTION %I.', live), ' FUNCTION syncline_shadow.');
        perform set_config('search_path', format('%I, pg_temp', live), true);
    end loop;

    -- What is to be derived, in this order.
    create table syncline_shadow.rebuild_event (
        ordinal   bigint generated always as identity primary key,
        event_id  uuid not null unique,
        problem   text
    );
    -- The activities that may be others now: with all their events derived, or only with other links.
    create table syncline_shadow.rebuild_activity (activity_id uuid primary key, derived boolean not null);
    -- What has changed since the copy was made, and not by events that were derived as well.
    create table syncline_shadow.rebuild_meanwhile (entity text, entity_id text, primary key (entity, entity_id));
    -- Fields of which derived events said something before.
    create table syncline_shadow.rebuild_field (entity text, entity_id uuid, field text, primary key (entity, entity_id, field));
    -- The raw items stay where they are.
    create trigger without_payload before insert or update on syncline_shadow.sync_event
        for each row execute function rebuild_without_payload();

    execute format('grant usage on schema syncline_shadow to %I', session_user);
    execute format('grant select, insert, update, delete on all tables in schema syncline_shadow to %I', session_user);
    execute format('grant usage, select on all sequences in schema syncline_shadow to %I', session_user);
end $$;

create function rebuild_without_payload() returns trigger language plpgsql as $$
begin
    new.payload := case when new.payload is not null then cast('' as bytea) end;
    return new;
end $$;

create function rebuild_clear() returns void language plpgsql security definer set client_min_messages = warning as $$
begin
    drop schema if exists syncline_shadow cascade;
end $$;

-- The planner does not know yet how much is there.
create function rebuild_analyze() returns void language plpgsql security definer as $$
declare
    copied text;
begin
    for copied in select c.relname from pg_class c
        where c.relnamespace = cast('syncline_shadow' as regnamespace) and c.relkind = 'r'
    loop
        execute format('analyze syncline_shadow.%I', copied);
    end loop;
end $$;

-- Takes rows over from one table to another of the same columns, by a condition on them as "r"; those that are there are
-- written again.
create function rebuild_take(source text, target text, condition text, again boolean) returns bigint language plpgsql as $$
declare
    names text;
    keys text;
    sets text;
    taken bigint;
begin
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attgenerated = ''),
           string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attnum = any (i.indkey)),
           string_agg(format('%1$I = excluded.%1$I', a.attname), ', ' order by a.attnum)
               filter (where a.attgenerated = '' and not a.attnum = any (i.indkey))
    into names, keys, sets
    from pg_attribute a join pg_index i on i.indrelid = a.attrelid and i.indisprimary
    where a.attrelid = cast(target as regclass) and a.attnum > 0 and not a.attisdropped;
    execute format('insert into %1$s (%2$s) overriding system value select %2$s from %3$s r where %4$s on conflict (%5$s) do %6$s',
        target, names, source, condition, keys,
        case when again and sets is not null then 'update set ' || sets else 'nothing' end);
    get diagnostics taken = row_count;
    return taken;
end $$;

do $$
begin
    execute format('alter function rebuild_prepare() set search_path = %I, pg_temp', current_schema());
    execute format('alter function rebuild_clear() set search_path = %I, pg_temp', current_schema());
    execute format('alter function rebuild_analyze() set search_path = %I, pg_temp', current_schema());
end $$;
revoke execute on function rebuild_prepare() from public;
revoke execute on function rebuild_clear() from public;
revoke execute on function rebuild_analyze() from public;
