package io.syncline.rebuild;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * What a rebuild begins with: who and what is in the CRM, what people decided, and what cannot be derived or is not asked
 * for. The rest is left out, to be derived. All of it is what was committed at one moment.
 */
@ApplicationScoped
class Copying {
    private static final String RANGE =
            """
            (j.connector is null or e.connector = j.connector)
            and (j.from_at is null or coalesce(e.occurred_at, e.received_at) >= j.from_at)
            and (j.to_at is null or coalesce(e.occurred_at, e.received_at) < j.to_at)""";

    private static final String IN_RANGE =
            "select e.%s from sync_event e join rebuild j on j.id = :id where e.status = 'applied' and " + RANGE;

    /** Whole activities: where one of its events cannot be derived, none is, since they complete each other. */
    private static final String EVENTS = Sql.of(
            """
            insert into syncline_shadow.rebuild_event (event_id)
            select d.id from sync_event d
            join (%s union
                  select t.id from (%s) i join sync_event t on t.activity_id = i.activity_id) wanted on wanted.id = d.id
            where d.status = 'applied' and d.payload is not null and d.connector = any(:connectors)
              and not exists (select 1 from sync_event o where o.activity_id = d.activity_id and o.status = 'applied'
                              and o.outcome <> 'excluded' and (o.payload is null or o.connector <> all(:connectors)))
              and not exists (select 1 from syncline_shadow.rebuild_event x where x.event_id = d.id)
            order by d.received_at, d.id""",
            Sql.of(IN_RANGE, "id"), Sql.of(IN_RANGE, "activity_id"));

    private static final String KEPT = Sql.of(
            """
            update rebuild set kept = (
                select count(*) from (%s) e
                where e.outcome <> 'excluded'
                  and not exists (select 1 from syncline_shadow.rebuild_event x where x.event_id = e.id))
            where id = :id""",
            Sql.of(IN_RANGE, "*"));

    private static final String ROWS =
            """
            insert into syncline_shadow.sync_event (id, event_key, dedup_key, connector, kind, external_id, activity_id, status,
                outcome, content_type, payload, content_hash, context, occurred_at, received_at, attempts, next_attempt_at)
            select e.id, e.event_key, e.dedup_key, e.connector, e.kind, e.external_id, e.activity_id, 'retrying',
                'retrying', e.content_type, cast('' as bytea), e.content_hash, cast('{}' as jsonb), e.occurred_at, e.received_at,
                0, e.received_at
            from sync_event e join syncline_shadow.rebuild_event x on x.event_id = e.id
            on conflict do nothing""";

    private static final String DERIVED =
            "%s in (select e.activity_id from syncline_shadow.sync_event e where e.activity_id is not null)";

    /** What only derived events say is said again by them. What others said first or last stays, since what they said between is not kept. */
    private static final String SAID_AGAIN =
            """
            (r.role not in ('person', 'domain', 'assignment')
             and r.first_key in (select e.event_key from syncline_shadow.sync_event e)
             and r.last_key in (select e.event_key from syncline_shadow.sync_event e))""";

    private static final String FIELDS = Sql.of(
            """
            insert into syncline_shadow.rebuild_field (entity, entity_id, field)
            select distinct r.entity, r.entity_id, r.field from field_claim r
            where %s and not exists (
                select 1 from field_provenance p where p.entity = r.entity and p.entity_id = r.entity_id
                    and p.field = r.field and p.locked_by is not null)""",
            SAID_AGAIN);

    private static final String IN_FIELDS =
            "(r.entity, r.entity_id, r.field) in (select f.entity, f.entity_id, f.field from syncline_shadow.rebuild_field f)";

    /** A value that no source says any more would otherwise seem to be somebody's. */
    private static final String BLANK =
            """
            update syncline_shadow.contact r set
                name = case when f.name then null else r.name end,
                title = case when f.title then null else r.title end,
                account_id = case when f.account then null else r.account_id end
            from (select entity_id, bool_or(field = 'name') as name, bool_or(field = 'title') as title,
                         bool_or(field = 'accountId') as account
                  from syncline_shadow.rebuild_field where entity = 'contact' group by entity_id) f
            where r.id = f.entity_id""";

    private static final List<String> BOOK =
            List.of("account", "account_domain", "contact", "identity", "deal", "deal_contact");

    private final Shadow shadow;
    private final Connectors connectors;

    @Inject
    Copying(Shadow shadow, Connectors connectors) {
        this.shadow = shadow;
        this.connectors = connectors;
    }

    void copy(RebuildRow job) {
        shadow.prepare();
        events(job);
        BOOK.forEach(table -> shadow.copy(table, "true"));
        shadow.copy("activity", "not " + Sql.of(DERIVED, "r.id"));
        for (String table : List.of("participant", "thread_link", "association", "lead")) {
            shadow.copy(table, "not " + Sql.of(DERIVED, "r.activity_id"));
        }
        // What a person chose among candidates stays chosen.
        shadow.copy(
                "association_review",
                "to_jsonb(r) ->> 'decided_at' is not null or not " + Sql.of(DERIVED, "r.activity_id"));
        shadow.copy(
                "attribution_touch",
                "not exists (select 1 from syncline_shadow.sync_event e where e.event_key = r.event_key)");
        fields();
        shadow.analyze();
    }

    private void fields() {
        shadow.run(FIELDS, Map.of());
        shadow.copy("field_claim", "not " + SAID_AGAIN);
        shadow.copy(
                "field_provenance",
                "r.locked_by is not null or r.entity = 'account' and r.field = 'name' or not " + IN_FIELDS);
        shadow.copy("field_review", "r.decided_at is not null or not " + IN_FIELDS);
        shadow.run(BLANK, Map.of());
    }

    /** Adds what has come since: events to derive, and people and companies that they or others brought. */
    void catchUp(RebuildRow job) {
        for (String table : List.of("field_claim", "field_provenance", "field_review")) {
            shadow.copy(
                    table,
                    "r.entity_id not in (select id from syncline_shadow.contact union all select id from syncline_shadow.account"
                            + " union all select id from syncline_shadow.deal)");
        }
        BOOK.forEach(table -> shadow.copy(table, "true"));
        events(job);
    }

    private void events(RebuildRow job) {
        String[] configured = connectors.all().stream().map(ConnectorConfig::id).toArray(String[]::new);
        shadow.run(EVENTS, Map.of("id", job.id, "connectors", configured));
        shadow.run(ROWS, Map.of());
    }

    /** Counts what is not derived. */
    void count(RebuildRow job) {
        shadow.run(KEPT, Map.of("id", job.id));
    }
}
