package io.syncline.rebuild;

import io.syncline.ownership.FieldId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Which events are to be derived and which could not be, and which records are to be looked at after them. */
@ApplicationScoped
class DerivedEvents {
    private static final int BATCH = 100;
    private static final long MOST_BYTES = 16 << 20;

    private static final String NEXT =
            """
            select x.event_id, x.ordinal, coalesce(pg_column_size(e.payload), 0)
            from syncline_shadow.rebuild_event x left join sync_event e on e.id = x.event_id
            where x.ordinal > :after order by x.ordinal limit :limit""";

    private static final String CANNOT =
            "update syncline_shadow.rebuild_event set problem = cast(:problem as text) where event_id = :event and problem is null";

    /** What the event said before is as good as ever. */
    private static final String SAID =
            """
            r.first_key in (select event_key from sync_event where id = '%1$s')
            or r.last_key in (select event_key from sync_event where id = '%1$s')""";

    private static final String ASSIGNED =
            """
            select c.entity, c.entity_id, coalesce((
                select substr(d.first_key, length('domain:v1:') + 1) from syncline_shadow.field_claim d
                where d.entity = 'account' and d.entity_id = c.entity_id and d.field = 'name' and d.role = 'domain' limit 1), '')
            from syncline_shadow.field_claim c
            where c.role = 'assignment'
            order by case c.entity when 'account' then 1 when 'contact' then 2 else 3 end, c.entity_id""";

    private static final String UNSETTLED =
            """
            select f.entity, f.entity_id, f.field from syncline_shadow.rebuild_field f
            where exists (select 1 from syncline_shadow.field_claim c
                          where c.entity = f.entity and c.entity_id = f.entity_id and c.field = f.field)
              and not exists (select 1 from syncline_shadow.field_provenance p
                              where p.entity = f.entity and p.entity_id = f.entity_id and p.field = f.field)
            order by f.entity, f.entity_id, f.field""";

    private final StatelessSession session;
    private final Shadow shadow;
    private final RebuildJobs jobs;

    @Inject
    DerivedEvents(StatelessSession session, Shadow shadow, RebuildJobs jobs) {
        this.session = session;
        this.shadow = shadow;
        this.jobs = jobs;
    }

    /** The next events with their places, in their order: no more than fit in memory with their raw items. */
    @Transactional
    Map<UUID, Long> next(long after) {
        Map<UUID, Long> batch = new LinkedHashMap<>();
        long bytes = 0;
        for (Tuple row : session.createNativeQuery(NEXT, Tuple.class)
                .setParameter("after", after)
                .setParameter("limit", BATCH)
                .list()) {
            bytes += row.get(2, Integer.class);
            if (!batch.isEmpty() && bytes > MOST_BYTES) {
                return batch;
            }
            batch.put(row.get(0, UUID.class), row.get(1, Long.class));
        }
        return batch;
    }

    /** Keeps why an event cannot be derived; what it made before stays. */
    void cannot(RebuildRow job, UUID event, String problem) {
        shadow.plain(() -> {
            int first = shadow.run(CANNOT, Map.of("event", event, "problem", problem));
            shadow.copy("field_claim", Sql.of(SAID, event));
            jobs.set(job, "unreadable = unreadable + " + first);
            return null;
        });
    }

    /** Records that have an owner by rule; the field of an account is the domain that it was made of, if it was. */
    @Transactional
    List<FieldId> assigned() {
        return fields(ASSIGNED).stream()
                .filter(field ->
                        !field.entity().equals("account") || !field.field().isEmpty())
                .toList();
    }

    /** Fields that were left open and of which no derived event has said anything. */
    @Transactional
    List<FieldId> unsettled() {
        return fields(UNSETTLED);
    }

    /** Within the shadow: whether changes of evidence are there that nobody has looked at. */
    boolean evidenceWaits() {
        return session.createNativeQuery(
                        "select exists (select 1 from evidence_change where settles_at is null)", Boolean.class)
                .getSingleResult();
    }

    private List<FieldId> fields(String sql) {
        return session.createNativeQuery(sql, Tuple.class).list().stream()
                .map(row -> new FieldId(row.get(0, String.class), row.get(1, UUID.class), row.get(2, String.class)))
                .toList();
    }
}
