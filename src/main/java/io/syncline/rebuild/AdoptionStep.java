package io.syncline.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A statement that puts a part of the shadow in its place.
 *
 * @param table whose rows are taken over by the condition {@code sql}; null where {@code sql} is a statement
 */
record AdoptionStep(String table, String sql) {
    private static final String CHANGE =
            "(select 1 from rebuild_change c where c.rebuild_id = '%s' and c.kind in (%s) and c.entity_id = r.%s)";

    private static final String FIELD =
            """
            exists (select 1 from rebuild_change c where c.rebuild_id = '%s' and c.kind in ('field', 'owner', 'claim')
                    and c.entity = r.entity and c.entity_id = r.entity_id and c.field = r.field)""";

    private static final String FREE =
            """
             and not exists (select 1 from field_provenance h where h.entity = r.entity and h.entity_id = r.entity_id
                             and h.field = r.field and h.locked_by is not null)""";

    private static final String CONTACTS =
            """
            update contact r set name = case when f.name then s.name else r.name end,
                title = case when f.title then s.title else r.title end,
                account_id = case when f.account then s.account_id else r.account_id end,
                owner_id = case when f.owner then s.owner_id else r.owner_id end,
                version = r.version + 1, updated_at = now()
            from syncline_shadow.contact s join (%s) f on f.entity_id = s.id where s.id = r.id""";

    private static final String ACCOUNTS =
            """
            update account r set name = case when f.name then s.name else r.name end,
                owner_id = case when f.owner then s.owner_id else r.owner_id end,
                version = r.version + 1, updated_at = now()
            from syncline_shadow.account s join (%s) f on f.entity_id = s.id where s.id = r.id""";

    private static final String DEALS =
            """
            update deal r set owner_id = s.owner_id, version = r.version + 1, updated_at = now()
            from syncline_shadow.deal s join (%s) f on f.entity_id = s.id where s.id = r.id""";

    private static final String FIELDS =
            """
            select entity_id, bool_or(field = 'name') as name, bool_or(field = 'title') as title,
                bool_or(field = 'accountId') as account, bool_or(field = 'ownerId') as owner
            from rebuild_change where rebuild_id = '%s' and kind in ('field', 'owner') group by entity_id""";

    private static final String PEOPLE =
            """
            update participant r set contact_id = s.contact_id, user_id = s.user_id
            from syncline_shadow.participant s
            where s.activity_id = r.activity_id and s.ordinal = r.ordinal and exists %s""";

    private static final String EVENTS =
            """
            update sync_event r set event_key = s.event_key, dedup_key = s.dedup_key, kind = s.kind,
                external_id = s.external_id, activity_id = s.activity_id, status = s.status, outcome = s.outcome, reason = s.reason,
                occurred_at = s.occurred_at, content_hash = s.content_hash,
                payload = case when s.payload is not null then r.payload end,
                context = case when s.payload is not null then r.context else '{}' end
            from syncline_shadow.sync_event s where s.id = r.id and exists %s""";

    /** What a rule keeps out of the ledger now is not in its conflicts either. */
    private static final String CONFLICTING =
            """
            update sighting r set conflicting_payload = null
            from syncline_shadow.sync_event s where s.id = r.event_id and s.payload is null and exists %s""";

    /** What a person chose among candidates stays chosen. */
    private static final String OPEN = "to_jsonb(r) ->> 'decided_at' is null";

    private static final String UNDECIDED =
            """
             and not exists (select 1 from association_review h where h.activity_id = r.activity_id and h.entity = r.entity)""";

    /** Names of people stand in what association wrote: it is written by those that are there now. */
    private static final String TASKS =
            """
            insert into association_task (activity_id, reason, enqueued_at)
            select a.id, 'rebuild', now() from activity a
            where a.id in (select entity_id from rebuild_change where rebuild_id = '%1$s' and entity = 'activity')
            on conflict do nothing""";

    static List<AdoptionStep> of(UUID id) {
        List<AdoptionStep> steps = new ArrayList<>(records(id));
        steps.addAll(activities(id));
        steps.addAll(fields(id));
        String events = Sql.of(CHANGE, id, "'event'", "id");
        steps.add(sql(Sql.of(EVENTS, events)));
        steps.add(sql(Sql.of(CONFLICTING, Sql.of(CHANGE, id, "'event'", "event_id"))));
        steps.add(sql("delete from event_address r where exists " + Sql.of(CHANGE, id, "'event'", "event_id")));
        steps.add(take("event_address", "exists " + Sql.of(CHANGE, id, "'event'", "event_id")));
        steps.add(sql(Sql.of(TASKS, id)));
        return steps;
    }

    private static List<AdoptionStep> records(UUID id) {
        return List.of(
                take("account", "exists " + Sql.of(CHANGE, id, "'account'", "id")),
                take("contact", "exists " + Sql.of(CHANGE, id, "'contact'", "id")),
                take("account_domain", "exists " + Sql.of(CHANGE, id, "'address'", "account_id")),
                take("identity", "exists " + Sql.of(CHANGE, id, "'address'", "contact_id")));
    }

    private static List<AdoptionStep> activities(UUID id) {
        String whole = "exists " + Sql.of(CHANGE, id, "'activity'", "activity_id");
        String links = "exists " + Sql.of(CHANGE, id, "'activity', 'link', 'review'", "activity_id");
        List<AdoptionStep> steps = new ArrayList<>();
        steps.add(sql("delete from activity r where exists " + Sql.of(CHANGE, id, "'activity'", "id")
                + " and not exists (select 1 from syncline_shadow.activity s where s.id = r.id)"));
        steps.add(take("activity", "exists " + Sql.of(CHANGE, id, "'activity'", "id")));
        for (String table : List.of("participant", "thread_link")) {
            steps.add(sql("delete from " + table + " r where " + whole));
            steps.add(take(table, whole));
        }
        steps.add(sql(Sql.of(PEOPLE, Sql.of(CHANGE, id, "'link'", "activity_id"))));
        steps.add(sql("delete from association r where " + links));
        steps.add(take("association", links));
        steps.add(sql("delete from association_review r where " + OPEN + " and " + links));
        steps.add(take("association_review", links + UNDECIDED));
        steps.add(sql("delete from lead r where exists " + Sql.of(CHANGE, id, "'lead'", "activity_id")));
        steps.add(take("lead", "exists " + Sql.of(CHANGE, id, "'lead'", "activity_id")));
        String touches = "r.event_key in (select c.field from rebuild_change c where c.rebuild_id = '" + id
                + "' and c.kind = 'touch')";
        steps.add(sql("delete from attribution_touch r where " + touches));
        steps.add(take("attribution_touch", touches));
        return steps;
    }

    private static List<AdoptionStep> fields(UUID id) {
        String field = Sql.of(FIELD, id);
        String flags = Sql.of(FIELDS, id);
        return List.of(
                sql(Sql.of(CONTACTS, flags)),
                sql(Sql.of(ACCOUNTS, flags)),
                sql(Sql.of(DEALS, flags)),
                sql("delete from field_claim r where " + field),
                take("field_claim", field),
                sql("delete from field_provenance r where r.locked_by is null and " + field),
                take("field_provenance", "r.locked_by is null and " + field + FREE),
                sql("delete from field_review r where r.decided_at is null and " + field),
                take("field_review", "r.decided_at is null and " + field));
    }

    private static AdoptionStep take(String table, String condition) {
        return new AdoptionStep(table, condition);
    }

    private static AdoptionStep sql(String statement) {
        return new AdoptionStep(null, statement);
    }
}
