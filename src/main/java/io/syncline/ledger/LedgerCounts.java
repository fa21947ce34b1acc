package io.syncline.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.syncline.event.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Counts what is in the ledger. */
@ApplicationScoped
public class LedgerCounts {
    static final String CLUSTERS =
            """
            select connector, error_fingerprint, count(*), min(received_at), max(received_at),
                   (array_agg(error order by received_at desc, id))[1], (array_agg(id order by received_at desc, id))[1]
            from sync_event where status = 'dead'
            group by connector, error_fingerprint order by 3 desc, 1, 2""";

    private static final String OUTCOMES =
            """
            select connector, outcome, count(*) from sync_event group by connector, outcome
            union all
            select connector, 'duplicate', count(*) from sighting where not first group by connector""";

    /** Each half reads the partial index of its status, whose size is what waits, not the ledger's. */
    private static final String PARKED =
            """
            select connector, 'retrying', count(*) from sync_event where status = 'retrying' group by connector
            union all
            select connector, 'dead', count(*) from sync_event where status = 'dead' group by connector""";

    /** A look into the index for each connector instead of a walk over all sightings. */
    private static final String LAST_SEEN =
            """
            select c.id, (select max(s.received_at) from sighting s where s.connector = c.id)
            from unnest(string_to_array(:connectors, ',')) as c (id)""";

    private final StatelessSession session;

    @Inject
    LedgerCounts(StatelessSession session) {
        this.session = session;
    }

    /**
     * Dead letters of one cause.
     *
     * @param cause equal for equal causes
     * @param first when the first of them came
     * @param error of the last one
     * @param sample id of the last one
     */
    public record Cluster(
            String connector, String cause, long count, Instant first, Instant last, String error, UUID sample) {}

    /** The causes of dead letters, the most frequent first. */
    @Transactional
    public List<Cluster> deadLetters() {
        return session.createNativeQuery(CLUSTERS, Tuple.class).list().stream()
                .map(row -> new Cluster(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, Number.class).longValue(),
                        row.get(3, Instant.class),
                        row.get(4, Instant.class),
                        row.get(5, String.class),
                        row.get(6, UUID.class)))
                .toList();
    }

    /** By connector, how many sightings ended in which outcome; their sum is what was seen. */
    @Transactional
    public Map<String, Map<String, Long>> outcomes() {
        return session.createNativeQuery(OUTCOMES, Tuple.class).list().stream()
                .collect(groupingBy(
                        row -> row.get(0, String.class),
                        toMap(
                                row -> row.get(1, String.class),
                                row -> row.get(2, Number.class).longValue(),
                                Long::sum,
                                TreeMap::new)));
    }

    /** By connector and status, how many events wait for another attempt or for a person. */
    @Transactional
    public Map<String, Map<Status, Long>> parked() {
        return session.createNativeQuery(PARKED, Tuple.class).list().stream()
                .collect(groupingBy(
                        row -> row.get(0, String.class),
                        toMap(row -> Status.of(row.get(1, String.class)), row -> row.get(2, Number.class)
                                .longValue())));
    }

    /** When an item of each of the connectors was last seen; those that never saw one are left out. */
    @Transactional
    public Map<String, Instant> lastSeen(Collection<String> connectors) {
        return session
                .createNativeQuery(LAST_SEEN, Tuple.class)
                .setParameter("connectors", String.join(",", connectors))
                .list()
                .stream()
                .filter(row -> row.get(1) != null)
                .collect(toMap(row -> row.get(0, String.class), row -> row.get(1, Instant.class)));
    }
}
