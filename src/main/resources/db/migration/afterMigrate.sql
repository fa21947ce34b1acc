-- Runs after each start's migrations, as their owner: gives the application what it may do. Where the application is the
-- owner itself there is nothing to give or to keep, and only triggers guard the audit.

do $$
declare
    application constant text := '${application}';
    part text;
begin
    if application in ('', current_user) then
        return;
    end if;
    -- Two replicas that start together would change the same rows of the catalog.
    perform pg_advisory_xact_lock(hashtextextended('syncline:grants', 0));
    execute format('grant usage on schema %I to %I', current_schema(), application);
    execute format('grant select, insert, update, delete on all tables in schema %I to %I', current_schema(), application);
    execute format('grant usage, select on all sequences in schema %I to %I', current_schema(), application);
    execute format('revoke all on "${flyway:table}" from %I', application);
    foreach part in array array['audit', 'audit_value', 'audit_redaction', 'audit_block'] loop
        execute format('revoke update, delete on %I from %I', part, application);
    end loop;
    foreach part in array array['audit_redaction', 'audit_block'] loop
        execute format('revoke insert on %I from %I', part, application);
    end loop;
    execute format('revoke usage on sequence audit_block_number_seq from %I', application);
    foreach part in array array['audit_redact(bigint[], text, text, timestamptz)', 'audit_seal(bigint, integer, timestamptz)',
            'rebuild_prepare()', 'rebuild_clear()', 'rebuild_analyze()'] loop
        execute format('grant execute on function %s to %I', part, application);
    end loop;
end $$;
