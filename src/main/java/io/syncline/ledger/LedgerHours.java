package io.syncline.ledger;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/** Counts by the hour what came, and what failed. */
@ApplicationScoped
public class LedgerHours {
    private static final String COUNTS =
            """
            select e.connector, cast(floor(extract(epoch from e.received_at - cast(:from as timestamptz)) / 3600) as integer),
                   count(*), cast(0 as bigint)
            from sync_event e where e.received_at >= :from and e.received_at < :to group by 1, 2
            union all
            select e.connector, cast(floor(extract(epoch from a.at - cast(:from as timestamptz)) / 3600) as integer),
                   cast(0 as bigint), count(*)
            from event_attempt a join sync_event e on e.id = a.event_id
            where a.at >= :from and a.at < :to and a.result in ('retrying', 'dead') group by 1, 2""";

    private final StatelessSession session;

    @Inject
    LedgerHours(StatelessSession session) {
        this.session = session;
    }

    /**
     * What happened in an hour.
     *
     * @param received events that came
     * @param failed attempts to apply an event, of that hour or an earlier one, that did not go through
     */
    public record Hour(long received, long failed) {
        static final Hour QUIET = new Hour(0, 0);

        Hour plus(Hour other) {
            return new Hour(received + other.received, failed + other.failed);
        }
    }

    /** By connector, each hour from then on; a connector of which nothing happened is left out. */
    @Transactional
    public Map<String, List<Hour>> since(Instant from, int hours) {
        Map<String, List<Tuple>> rows = session
                .createNativeQuery(COUNTS, Tuple.class)
                .setParameter("from", from)
                .setParameter("to", from.plus(Duration.ofHours(hours)))
                .list()
                .stream()
                .collect(groupingBy(row -> row.get(0, String.class)));
        var counts = new TreeMap<String, List<Hour>>();
        rows.forEach((connector, of) -> counts.put(connector, hours(of, hours)));
        return counts;
    }

    private static List<Hour> hours(List<Tuple> rows, int count) {
        var hours = new ArrayList<>(Collections.nCopies(count, Hour.QUIET));
        for (Tuple row : rows) {
            var counted = new Hour(
                    row.get(2, Number.class).longValue(),
                    row.get(3, Number.class).longValue());
            int hour = row.get(1, Number.class).intValue();
            hours.set(hour, hours.get(hour).plus(counted));
        }
        return List.copyOf(hours);
    }
}
