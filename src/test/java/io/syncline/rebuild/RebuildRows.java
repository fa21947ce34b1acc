package io.syncline.rebuild;

import io.syncline.intake.Database;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * All that stands in the CRM of what a test has brought in, a row a line, with ids and without times of writing. What links and
 * actors call people is as of when they were last associated, so it is left out.
 */
final class RebuildRows {
    private static final String LINES =
            """
            with mine as (select a.id from activity a join sync_event e on e.activity_id = a.id
                          where position(:mark in encode(coalesce(e.payload, cast('' as bytea)), 'escape') || e.event_key) > 0),
            people as (select c.id from contact c where exists (
                          select 1 from identity i where i.contact_id = c.id and position(:mark in i.value) > 0))
            select string_agg(line, chr(10)) from (
                select 'activity ' || cast(to_jsonb(a) - cast('{version,updated_at,actor}' as text[]) as text) as line
                from activity a where id in (select id from mine)
                union all select 'actor ' || id || ' ' || cast(actor - 'name' as text)
                    from activity where id in (select id from mine)
                union all select 'participant ' || cast(to_jsonb(p) as text) from participant p
                    where activity_id in (select id from mine)
                union all select 'link ' || concat_ws(' ', activity_id, entity, entity_id, rule, confidence, corrected_by)
                    from association where activity_id in (select id from mine)
                union all select 'correction ' || concat_ws(' ', activity_id, entity, entity_id, decision)
                    from association_correction where activity_id in (select id from mine)
                union all select 'review ' || concat_ws(' ', activity_id, entity, explanation)
                    from association_review where activity_id in (select id from mine)
                union all select 'thread ' || concat_ws(' ', activity_id, message_id)
                    from thread_link where activity_id in (select id from mine)
                union all select 'lead ' || cast(to_jsonb(l) as text) from lead l where activity_id in (select id from mine)
                union all select 'touch ' || cast(to_jsonb(t) as text) from attribution_touch t
                    where position(:mark in event_key) > 0
                union all select 'contact ' || concat_ws(' ', id, name, title, account_id, owner_id, merged_into)
                    from contact where id in (select id from people)
                union all select 'claim ' || concat_ws(' ', entity, entity_id, field, source, value, first_key, last_key)
                    from field_claim where entity_id in (select id from people)
                union all select 'field ' || concat_ws(' ', entity, entity_id, field, value, source, event_key, locked_by)
                    from field_provenance where entity_id in (select id from people)
                union all select 'address ' || concat_ws(' ', contact_id, value, position) from identity
                    where contact_id in (select id from people)) rows""";

    private RebuildRows() {}

    static List<String> of(Database database, String mark) {
        String lines = database.text(LINES, Map.of("mark", mark));
        return Arrays.stream(lines.split("\n")).sorted().toList();
    }
}
