-- Calls as the application keeps them, by set-based statements: one in a hundred with a contact of the first account. Without the
-- indexes, which are made afterwards, and without triggers and references, which hold by the way the rows are made.
set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '512MB';

create temporary table made_index as
select i.indexdef as definition, format('%I', i.indexname) as name from pg_indexes i
left join pg_constraint c on c.conname = i.indexname
where i.schemaname = current_schema() and c.oid is null
    and i.tablename in ('sync_event', 'sighting', 'activity', 'participant', 'association', 'audit', 'audit_value');
do $$ declare made record; begin
    for made in select * from made_index loop execute 'drop index ' || made.name; end loop;
end $$;

create temporary table given as
select n, cast(md5('${run}-event' || n) as uuid) as event, cast(md5('${run}-activity' || n) as uuid) as made,
    case when n % 100 = 0 then n / 100 % 10 else cast(floor(random() * 20000) as integer) end as person, n % 20 as agent,
    timestamptz '2023-01-01 00:00:00+00' + n * (interval '3 years' / ${activities}) as at
from generate_series(1, ${activities}) n;

insert into sync_event (id, event_key, connector, kind, external_id, activity_id, status, outcome, content_type, payload, content_hash,
    context, occurred_at, received_at, applied_at, attempts, conflicts)
select event, 'call:v1:calls:${run}-' || n || ':3', 'calls', 'call', '${run}-' || n, made, 'applied', 'created', 'application/json',
    convert_to(format('{"id": "${run}-%s", "callId": "${run}-%s", "sequence": 3, "status": "completed", "direction": "inbound", '
        '"from": "+1212%s", "to": "+14155550100", "agent": "user%s@acme.example", "occurredAt": "%s", "startedAt": "%s", '
        '"durationSeconds": 120, "note": "Asked about the renewal; wants a quote by the end of the week."}',
        n, n, 2000000 + person, agent, to_char(at + interval '2 minutes', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), 'UTF8'),
    encode(sha256(cast(cast(n as text) as bytea)), 'hex'), '{}', at, at, at, 1, 0
from given;
insert into sighting (id, event_id, connector, location, external_id, first, content_hash, received_at)
select cast(md5('${run}-sighting' || n) as uuid), event, 'calls', cast(cast(md5('${run}-location' || n) as uuid) as text), '${run}-' || n,
    true, encode(sha256(cast(cast(n as text) as bytea)), 'hex'), at
from given;
insert into activity (id, activity_key, kind, occurred_at, ended_at, direction, subject, status, attributes, actor, ranks, connector,
    external_id, event_key, received_at, version, updated_at)
select made, 'call:calls:${run}-' || n, 'call', at, at + interval '2 minutes', 'inbound', 'Inbound call', 'completed',
    '{"durationSeconds": 120, "note": "Asked about the renewal; wants a quote by the end of the week."}',
    jsonb_build_object('type', 'contact', 'id', md5('contact' || person)), '{"statusPrecedence": 0, "fields": {}}', 'calls',
    '${run}-' || n, 'call:v1:calls:${run}-' || n || ':3', at, 1, at
from given;
insert into participant (activity_id, ordinal, role, address_kind, address, contact_id, user_id)
select made, 0, 'from', 'phone', '+1212' || 2000000 + person, cast(md5('contact' || person) as uuid), null from given
union all select made, 1, 'agent', 'email', 'user' || agent || '@acme.example', null, cast(md5('user' || agent) as uuid) from given
union all select made, 2, 'to', 'phone', '+14155550100', null, null from given;
insert into association (activity_id, entity, entity_id, occurred_at, rule, confidence, explanation, evidence, policy_version,
    associated_at)
select made, 'contact', cast(md5('contact' || person) as uuid), at, 'identity', 1, 'the number is one of the contact',
    jsonb_build_object('address', '+1212' || 2000000 + person), 'association-3', at from given
union all
select made, 'account', cast(md5('account' || person / 10) as uuid), at, 'contact-account', 0.95, 'it is the account of the contact',
    jsonb_build_object('contact', md5('contact' || person)), 'association-3', at from given;
with row as (
    insert into audit (at, entity, entity_id, action, rule, connector, actor, digest)
    select at, 'activity', cast(made as text), action, rule, 'calls', 'syncline', sha256(cast(cast(n as text) as bytea))
    from given cross join (values ('created', 'merge-by-rank'), ('associated', 'association')) said (action, rule)
    returning id, entity_id)
insert into audit_value (audit_id, salt, after, event_key)
select id, uuid_send(gen_random_uuid()), jsonb_build_object('kind', 'call', 'status', 'completed'), 'call:v1:calls:' || entity_id
from row;

do $$ declare made record; begin
    for made in select * from made_index loop execute made.definition; end loop;
end $$;
drop table given, made_index;
reset session_replication_role;
