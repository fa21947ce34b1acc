package io.syncline.faults;

import io.syncline.faults.Item.Fate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How long items took from their source into the CRM, in milliseconds, by kind. */
record Latencies(Map<String, List<Long>> byKind) {
    private static final String APPLIED =
            """
            select a.kind || ' ' || case a.connector when 'website' then a.body else a.external_id end, min(e.applied_at)
            from activity a join sync_event e on e.activity_id = a.id and e.outcome = 'created' group by a.id""";

    /** Of the items that came to be in a window; who has not arrived yet arrives now. */
    static Latencies between(Instant from, Instant to, Connection database, Items items) throws SQLException {
        Map<String, Instant> applied = applied(database);
        Instant now = Clock.systemUTC().instant();
        var byKind = new TreeMap<String, List<Long>>();
        for (Item item : items.of(Fate.FILED)) {
            if (!item.since().isBefore(from) && item.since().isBefore(to)) {
                byKind.computeIfAbsent(item.kind(), kind -> new ArrayList<>())
                        .add(Duration.between(item.since(), applied.getOrDefault(item.name(), now))
                                .toMillis());
            }
        }
        byKind.values().forEach(Collections::sort);
        return new Latencies(byKind);
    }

    int items() {
        return byKind.values().stream().mapToInt(Collection::size).sum();
    }

    long percentile(String kind, int percent) {
        List<Long> sorted = byKind.get(kind);
        return sorted.get((sorted.size() - 1) * percent / 100);
    }

    /** Median, 95th percentile and maximum in seconds, of each kind. */
    @Override
    public String toString() {
        var text = new ArrayList<String>();
        byKind.keySet()
                .forEach(kind -> text.add(String.format(
                        Locale.ROOT,
                        "%s %.1f/%.1f/%.1f",
                        kind,
                        percentile(kind, 50) / 1e3,
                        percentile(kind, 95) / 1e3,
                        percentile(kind, 100) / 1e3)));
        return String.join(" ", text);
    }

    private static Map<String, Instant> applied(Connection database) throws SQLException {
        var applied = new HashMap<String, Instant>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(APPLIED)) {
            while (rows.next()) {
                applied.put(rows.getString(1), rows.getTimestamp(2).toInstant());
            }
        }
        return applied;
    }
}
