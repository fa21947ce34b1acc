-- Who was erased stays away: a tombstone is a keyed digest of a mailbox or a number, from which nobody reads the address.

-- The key of HMAC-SHA256 (RFC 2104), as the two blocks that are hashed before what it is of.
create table tombstone_key (
    id           boolean not null default true,
    inner_block  bytea   not null,
    outer_block  bytea   not null,
    constraint tombstone_key_pk primary key (id),
    constraint tombstone_key_one_check check (id)
);
do $$
declare
    key constant bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    inner_block bytea := decode(repeat('36', 64), 'hex');
    outer_block bytea := decode(repeat('5c', 64), 'hex');
begin
    for i in 0 .. octet_length(key) - 1 loop
        inner_block := set_byte(inner_block, i, get_byte(inner_block, i) # get_byte(key, i));
        outer_block := set_byte(outer_block, i, get_byte(outer_block, i) # get_byte(key, i));
    end loop;
    insert into tombstone_key (inner_block, outer_block) values (inner_block, outer_block);
end $$;

create table tombstone (
    digest     bytea       not null,
    erased_at  timestamptz not null,
    constraint tombstone_pk primary key (digest)
);
comment on table tombstone is 'of mailboxes and numbers: whoever has one of them was erased, and what comes of them is excluded';

create function tombstone_digest(value text) returns bytea language sql stable parallel safe
begin atomic
    select sha256(k.outer_block || sha256(k.inner_block || convert_to(value, 'UTF8'))) from tombstone_key k;
end;

-- Those of the addresses whose holder was erased. Whoever erases waits for the transactions that have asked, and who asks
-- waits for an erasure under way: so nothing of the person is filed beside it. Volatile, so that it sees what it waited for.
create function erased_among(addresses text[]) returns setof text language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('syncline:erasure', 0));
    if exists (select 1 from tombstone) then
        return query select given.address from unnest(addresses) given (address)
        where exists (select 1 from tombstone t where t.digest = tombstone_digest(mailbox(given.address)));
    end if;
end $$;

-- An identifier that has the address of an erased person in it, without it: the same again for the same identifier, so that
-- an item that comes again is known.
create function veiled(identifier text) returns text language sql stable parallel safe
begin atomic
    select coalesce(substring(identifier from '^[a-z]+:v[0-9]+:'), '')
        || 'erased:' || encode(tombstone_digest(identifier), 'hex');
end;

-- Whether an identifier has one of the addresses in it.
create function names_one(identifier text, addresses text[]) returns boolean language sql immutable parallel safe
begin atomic
    select exists (select 1 from unnest(addresses) given (address)
                   where strpos(lower(identifier), ltrim(lower(given.address), '+')) > 0);
end;

-- Whether a text has one of the addresses in it by itself, not as a part of another one.
create function mentions_one(words text, addresses text[]) returns boolean language sql immutable parallel safe
begin atomic
    select exists (
        select 1 from unnest(addresses) given (address)
        where lower(words) ~ ('(^|[^a-z0-9._%+-])'
            || regexp_replace(lower(given.address), '([^a-z0-9@])', '\\\1', 'g') || '($|[^a-z0-9-])'));
end;

create function veiled_of(identifier text, addresses text[]) returns text language sql stable parallel safe return
    case when names_one(identifier, addresses) then veiled(identifier) else identifier end;

-- The mailboxes that a raw item names, readable or not.
create function mailboxes_in(payload bytea) returns setof text language sql immutable parallel safe
begin atomic
    select distinct mailbox(found.address[1])
    from regexp_matches(replace(lower(encode(payload, 'escape')), '%40', '@'),
        '[^\s@<>",;:()=&\\[\]]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+', 'g') found (address);
end;

-- Raw items are kept as long as a connector's retention says.
alter table sync_event add column payload_removed timestamptz;
alter table sync_event add column payload_removal text;
alter table sync_event add constraint sync_event_payload_removed_check
    check ((payload_removed is null) = (payload_removal is null) and (payload_removed is null or payload is null));
alter table sync_event add constraint sync_event_payload_removal_check
    check (payload_removal in ('erasure', 'never-log', 'retention'));
comment on column sync_event.payload_removed is 'when the raw item was taken out, which was kept before';
create index sync_event_payload_ix on sync_event (connector, received_at)
    where payload is not null and status in ('applied', 'discarded');
create index sighting_conflicting_ix on sighting (connector, received_at) where conflicting_payload is not null;

create index lead_mailbox_ix on lead (mailbox(email)) where email is not null;
