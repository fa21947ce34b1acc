-- The audit is sealed in blocks that are chained by their hashes, and what may be personal in it can be taken out without
-- breaking the chain. README.md, "Audit", describes the format; the functions here are its definition.

drop trigger audit_append_only on audit;
drop trigger audit_no_truncate on audit;

-- What of an audit row may say who somebody is. The row itself keeps a salted digest, and that is what is sealed.
create table audit_value (
    audit_id   bigint not null,
    salt       bytea  not null,
    before     jsonb,
    after      jsonb,
    event_key  text,
    constraint audit_value_pk primary key (audit_id),
    constraint audit_value_audit_fk foreign key (audit_id) references audit
);

create function audit_digest(salt bytea, before jsonb, after jsonb, event_key text) returns bytea
    language sql immutable parallel safe return
    sha256(salt || convert_to(cast(jsonb_build_array(before, after, event_key) as text), 'UTF8'));

insert into audit_value (audit_id, salt, before, after, event_key)
select id, uuid_send(gen_random_uuid()), before, after, event_key from audit
where num_nonnulls(before, after, event_key) > 0;

alter table audit add column digest bytea;
comment on column audit.digest is 'audit_digest of the row''s values; null where it has none';
update audit set digest = audit_digest(v.salt, v.before, v.after, v.event_key) from audit_value v where v.audit_id = id;

alter table audit drop column before, drop column after, drop column event_key;
create index audit_value_event_key_ix on audit_value (event_key) where event_key is not null;

-- Which row of the audit says that another row's values were taken out.
create table audit_redaction (
    audit_id     bigint not null,
    redacted_by  bigint not null,
    constraint audit_redaction_pk primary key (audit_id),
    constraint audit_redaction_audit_fk foreign key (audit_id) references audit,
    constraint audit_redaction_redacted_by_fk foreign key (redacted_by) references audit
);

create table audit_block (
    number      bigint          not null,
    through     bigint          not null,
    members     int8multirange  not null,
    rows        integer         not null,
    row_hashes  bytea           not null,
    sealed_at   timestamptz     not null,
    previous    bytea           not null,
    hash        bytea           not null,
    constraint audit_block_pk primary key (number),
    constraint audit_block_rows_check check (rows > 0 and octet_length(row_hashes) = 32 * rows)
);
comment on column audit_block.through is 'the block decides all ids above the block before, up to this one: those that are no members never came to be';
comment on column audit_block.row_hashes is 'SHA-256 of each member''s audit_line, by id, one after the other: so that verification can name a row';
comment on column audit_block.previous is 'hash of the block before; empty for the first';

create sequence audit_block_number_seq;
comment on sequence audit_block_number_seq is 'the newest block that was seen: a last block that is deleted would leave no trace otherwise';

create function audit_time(at timestamptz) returns text language sql stable parallel safe return
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

create function audit_line(a audit) returns text language sql stable parallel safe return
    cast(jsonb_build_array(a.id, audit_time(a.at), a.entity, a.entity_id, a.action, a.rule, a.policy_version, a.connector,
        a.actor, encode(a.digest, 'hex')) as text);

create function audit_row_hash(a audit) returns bytea language sql stable parallel safe return
    sha256(convert_to(audit_line(a), 'UTF8'));

create function audit_block_hash(b audit_block) returns bytea language sql stable parallel safe return
    sha256(convert_to(cast(jsonb_build_array(b.number, encode(b.previous, 'hex'), b.through, cast(b.members as text), b.rows,
        audit_time(b.sealed_at)) as text), 'UTF8') || b.row_hashes);

-- A transaction has its number before it draws an id of the audit: so whoever draws ids later than another transaction
-- got its number is known to be running as long as it is. The sealer relies on that.
create function audit_numbers_its_transaction() returns trigger language plpgsql as $$
begin
    perform pg_current_xact_id();
    return null;
end $$;
create trigger audit_numbered before insert on audit for each statement execute function audit_numbers_its_transaction();

create or replace function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function audit_is_append_only();
create trigger audit_block_append_only before update or delete or truncate on audit_block
    for each statement execute function audit_is_append_only();
create trigger audit_redaction_append_only before update or delete or truncate on audit_redaction
    for each statement execute function audit_is_append_only();
create trigger audit_value_append_only before update or truncate on audit_value
    for each statement execute function audit_is_append_only();

-- Values go only after the audit says so.
create function audit_value_is_redacted() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from audit_redaction r where r.audit_id = old.audit_id) then
        raise exception 'audit_value is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return old;
end $$;
create trigger audit_value_no_delete before delete on audit_value for each row execute function audit_value_is_redacted();

-- Takes out the values of rows and leaves a row that says which, by whom and why. Rows that say so keep theirs.
create function audit_redact(ids bigint[], wanted_by text, reason text, at timestamptz) returns integer
    language plpgsql security definer as $$
declare
    found bigint[];
    entry constant uuid := gen_random_uuid();
    redaction bigint;
    salt constant bytea := uuid_send(gen_random_uuid());
    said jsonb;
begin
    select array_agg(v.audit_id order by v.audit_id) into found
    from audit_value v join audit a on a.id = v.audit_id
    where v.audit_id = any(ids) and a.entity <> 'audit';
    if found is null then
        return 0;
    end if;
    select jsonb_build_object('rows', cardinality(found),
                              'members', cast(range_agg(int8range(f.id, f.id, '[]')) as text))
    into said from unnest(found) f (id);
    insert into audit (at, entity, entity_id, action, rule, actor, digest)
    values (at, 'audit', cast(entry as text), 'redacted', reason, wanted_by, audit_digest(salt, null, said, null))
    returning id into redaction;
    insert into audit_value (audit_id, salt, after) values (redaction, salt, said);
    insert into audit_redaction (audit_id, redacted_by) select f.id, redaction from unnest(found) f (id)
    on conflict (audit_id) do nothing;
    delete from audit_value v where v.audit_id = any(found);
    return cardinality(found);
end $$;

-- Seals the rows up to an id that no running transaction can come in front of any more.
create function audit_seal(up_to bigint, most integer, at timestamptz) returns bigint
    language plpgsql security definer as $$
declare
    last audit_block;
    next audit_block;
    seen bigint;
begin
    select * into last from audit_block b order by b.number desc limit 1;
    select case when s.is_called then s.last_value else 0 end into seen from audit_block_number_seq s;
    if last.number > seen then
        perform setval('audit_block_number_seq', last.number);
    end if;
    select count(*), max(m.id), range_agg(int8range(m.id, m.id, '[]')), string_agg(m.hash, '' order by m.id)
    into next.rows, next.through, next.members, next.row_hashes
    from (select a.id, audit_row_hash(a) as hash from audit a
          where a.id > coalesce(last.through, 0) and a.id <= up_to order by a.id limit most) m;
    if next.rows = 0 then
        return null;
    end if;
    next.number := greatest(coalesce(last.number, 0), seen) + 1;
    next.through := case when next.rows < most then up_to else next.through end;
    next.previous := coalesce(last.hash, '');
    next.sealed_at := at;
    next.hash := audit_block_hash(next);
    insert into audit_block select next.*;
    return next.number;
end $$;

-- Whose rights a function has, it must not look for tables where its caller says.
do $$
begin
    execute format('alter function audit_redact(bigint[], text, text, timestamptz) set search_path = %I, pg_temp', current_schema());
    execute format('alter function audit_seal(bigint, integer, timestamptz) set search_path = %I, pg_temp', current_schema());
end $$;
revoke execute on function audit_redact(bigint[], text, text, timestamptz) from public;
revoke execute on function audit_seal(bigint, integer, timestamptz) from public;
