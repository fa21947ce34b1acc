-- The least work that PostgreSQL can do for an event with the same guarantee: in tables like those of the application, with their
-- indexes, beside them.
create schema baseline;
create table baseline.sync_event (like sync_event including all);
create table baseline.activity (like activity including all);
create table baseline.participant (like participant including all);
create table baseline.audit (like audit including all);

-- One call in one transaction: the ledger row by its key, the activity, two participants, one audit row; the contact by the phone.
create function baseline.event(number integer) returns uuid language plpgsql as $$
declare
    event constant uuid := gen_random_uuid();
    made constant uuid := gen_random_uuid();
    phone constant text := '+1212' || (2000000 + number);
    person uuid;
    at constant timestamptz := clock_timestamp();
begin
    select contact_id into person from identity where kind = 'phone' and value = phone;
    insert into baseline.sync_event (id, event_key, connector, kind, external_id, activity_id, status, outcome, content_type, payload,
        content_hash, context, occurred_at, received_at, applied_at, attempts, conflicts)
    values (event, 'call:v1:calls:' || event, 'calls', 'call', event, made, 'applied', 'created', 'application/json',
        convert_to(repeat('payload ', 45), 'UTF8'), md5(cast(event as text)), '{}', at, at, at, 1, 0)
    on conflict (event_key) do nothing;
    insert into baseline.activity (id, activity_key, kind, occurred_at, direction, subject, status, attributes, ranks, connector,
        external_id, event_key, received_at, updated_at)
    values (made, 'call:calls:' || event, 'call', at, 'inbound', 'Inbound call', 'completed', '{"durationSeconds": 120}',
        '{"fields": {}}', 'calls', event, 'call:v1:calls:' || event, at, at);
    insert into baseline.participant (activity_id, ordinal, role, address_kind, address, contact_id)
    values (made, 0, 'from', 'phone', phone, person), (made, 1, 'agent', 'email', 'agent@acme.example', null);
    insert into baseline.audit (at, entity, entity_id, action, rule, connector, actor)
    values (at, 'activity', made, 'created', 'baseline', 'calls', 'system');
    return person;
end $$;

-- The same for many calls, by set-based statements in one transaction.
create function baseline.events(many integer) returns integer language plpgsql as $$
declare
    at constant timestamptz := clock_timestamp();
    done integer;
begin
    create temporary table given on commit drop as
    select gen_random_uuid() as event, gen_random_uuid() as made, '+1212' || (2000000 + floor(random() * 20000)::integer) as phone
    from generate_series(1, many);
    insert into baseline.sync_event (id, event_key, connector, kind, external_id, activity_id, status, outcome, content_type, payload,
        content_hash, context, occurred_at, received_at, applied_at, attempts, conflicts)
    select event, 'call:v1:calls:' || event, 'calls', 'call', event, made, 'applied', 'created', 'application/json',
        convert_to(repeat('payload ', 45), 'UTF8'), md5(cast(event as text)), '{}', at, at, at, 1, 0 from given
    on conflict (event_key) do nothing;
    insert into baseline.activity (id, activity_key, kind, occurred_at, direction, subject, status, attributes, ranks, connector,
        external_id, event_key, received_at, updated_at)
    select made, 'call:calls:' || event, 'call', at, 'inbound', 'Inbound call', 'completed', '{"durationSeconds": 120}',
        '{"fields": {}}', 'calls', event, 'call:v1:calls:' || event, at, at from given;
    insert into baseline.participant (activity_id, ordinal, role, address_kind, address, contact_id)
    select made, 0, 'from', 'phone', phone, i.contact_id from given left join identity i on i.kind = 'phone' and i.value = phone
    union all select made, 1, 'agent', 'email', 'agent@acme.example', null from given;
    insert into baseline.audit (at, entity, entity_id, action, rule, connector, actor)
    select at, 'activity', made, 'created', 'baseline', 'calls', 'system' from given;
    get diagnostics done = row_count;
    return done;
end $$;
