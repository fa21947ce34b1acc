package io.syncline.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.syncline.ledger.EventDetail.Attempt;
import io.syncline.ledger.EventDetail.Seen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Reads what happened to the events of some items, in the same number of queries however many those are. */
@ApplicationScoped
public class EventHistories {
    /** More than this of one item tells nothing new: a sender that delivers without end, or years of revisions. */
    static final int MOST = 50;

    static final String EVENTS =
            """
            select id, item, kept from (
                select id, item, kept, row_number() over (partition by item order by received_at desc, id desc) as place
                from (
                    select id, activity_id as item, payload is not null as kept, received_at from sync_event
                    where activity_id = any(:items)
                    union all
                    select id, id, payload is not null, received_at from sync_event
                    where id = any(:items) and activity_id is null) e) placed
            where place <= :most""";

    static final String SIGHTINGS =
            """
            select event_id, connector, location, external_id, first, deliveries, received_at, conflict, total from (
                select s.*, s.content_hash <> e.content_hash as conflict, count(*) over (partition by event_id) as total,
                       row_number() over (partition by event_id order by s.first desc,
                           s.content_hash <> e.content_hash desc, s.received_at desc, s.id) as place
                from sighting s join sync_event e on e.id = s.event_id
                where s.event_id = any(:ids)) placed
            where place <= :most order by received_at, id""";

    static final String ATTEMPTS =
            """
            select event_id, attempt, at, result, error_type, error from (
                select *, row_number() over (partition by event_id order by attempt desc) as place
                from event_attempt where event_id = any(:ids)) placed
            where place <= :most order by attempt""";

    private final StatelessSession session;

    @Inject
    EventHistories(StatelessSession session) {
        this.session = session;
    }

    private record Found(UUID item, boolean kept) {}

    private record Sighted(Seen seen, long total) {}

    /**
     * The events of each item, by the time they came.
     *
     * @param items activities, filed or not, and events that could not be read
     */
    @Transactional
    public Map<UUID, List<EventHistory>> of(Collection<UUID> items) {
        Map<UUID, Found> found = rows(EVENTS, "items", items).stream()
                .collect(toMap(
                        row -> row.get(0, UUID.class),
                        row -> new Found(row.get(1, UUID.class), row.get(2, Boolean.class))));
        Map<UUID, List<Sighted>> sightings = sightings(found.keySet());
        Map<UUID, List<Attempt>> attempts = attempts(found.keySet());
        return views(found.keySet()).stream()
                .map(view -> history(
                        view,
                        found.get(view.id()),
                        attempts.getOrDefault(view.id(), List.of()),
                        sightings.getOrDefault(view.id(), List.of())))
                .collect(groupingBy(EventHistory::item));
    }

    private static EventHistory history(EventView view, Found found, List<Attempt> attempts, List<Sighted> sightings) {
        long total = sightings.isEmpty() ? 0 : sightings.get(0).total();
        return new EventHistory(
                view,
                found.item(),
                found.kept(),
                attempts,
                sightings.stream().map(Sighted::seen).toList(),
                total - sightings.size());
    }

    private List<EventView> views(Collection<UUID> ids) {
        return session
                .createNativeQuery(EventView.SELECT + " and e.id = any(:ids) order by e.received_at, e.id", Tuple.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .list()
                .stream()
                .map(EventView::of)
                .toList();
    }

    private Map<UUID, List<Sighted>> sightings(Collection<UUID> ids) {
        return rows(SIGHTINGS, "ids", ids).stream()
                .collect(groupingBy(
                        row -> row.get(0, UUID.class),
                        mapping(
                                row -> new Sighted(
                                        new Seen(
                                                row.get(1, String.class),
                                                row.get(2, String.class),
                                                row.get(3, String.class),
                                                row.get(4, Boolean.class),
                                                row.get(5, Integer.class),
                                                row.get(6, Instant.class),
                                                row.get(7, Boolean.class)),
                                        row.get(8, Number.class).longValue()),
                                toList())));
    }

    private Map<UUID, List<Attempt>> attempts(Collection<UUID> ids) {
        return rows(ATTEMPTS, "ids", ids).stream()
                .collect(groupingBy(
                        row -> row.get(0, UUID.class),
                        mapping(
                                row -> new Attempt(
                                        row.get(1, Integer.class),
                                        row.get(2, Instant.class),
                                        row.get(3, String.class),
                                        row.get(4, String.class),
                                        row.get(5, String.class)),
                                toList())));
    }

    private List<Tuple> rows(String sql, String parameter, Collection<UUID> ids) {
        return session.createNativeQuery(sql, Tuple.class)
                .setParameter(parameter, ids.toArray(UUID[]::new))
                .setParameter("most", MOST)
                .list();
    }
}
