package io.syncline.shape;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.shape.ConnectorTally.Seen;
import io.syncline.source.mime.KnownHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/** The observed shapes of all replicas, a row a connector, day, path and type. */
@ApplicationScoped
class StoredShapes {
    /** Of paths that no review knows, on one day. */
    static final int MOST_UNFAMILIAR = 500;

    private static final int DAYS_KEPT = 400;

    /** In one order, so that two replicas that store the same paths wait for each other and never both. */
    private static final String ADD =
            """
            insert into payload_shape as s (connector, day, path, type, seen, first_seen, last_seen)
            select :connector, cast(:day as date), r.path, r.type, r.times, r.first, r.last
            from jsonb_to_recordset(cast(:rows as jsonb))
                as r (path text, type text, times bigint, first timestamptz, last timestamptz)
            order by r.path, r.type
            on conflict (connector, day, path, type) do update set
                seen = s.seen + excluded.seen,
                first_seen = least(s.first_seen, excluded.first_seen),
                last_seen = greatest(s.last_seen, excluded.last_seen)""";

    private final StatelessSession session;
    private final KnownShapes known;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    StoredShapes(StatelessSession session, KnownShapes known, ObjectMapper json, Clock clock) {
        this.session = session;
        this.known = known;
        this.json = json;
        this.clock = clock;
    }

    /** A path as it is sent to the database. */
    record Row(String path, String type, long times, String first, String last) {
        static Row of(PathType path, Seen seen) {
            return new Row(
                    path.path(),
                    path.type().word(),
                    seen.times(),
                    seen.first().toString(),
                    seen.last().toString());
        }
    }

    /**
     * Adds what was counted.
     *
     * @return what is familiar of the connector: known to a review, or read by every mapping of its kind
     */
    @Transactional
    Set<PathType> add(String connector, Map<PathType, Seen> counted) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Set<PathType> familiar = familiar(connector);
        Set<PathType> ofToday = ofDay(connector, day);
        if (ofToday.isEmpty()) {
            forget(connector, day.minusDays(DAYS_KEPT));
        }
        var kept = new TreeMap<PathType, Seen>();
        long room = MOST_UNFAMILIAR
                - ofToday.stream()
                        .filter(path -> !path.path().isEmpty() && !familiar.contains(path))
                        .count();
        for (Map.Entry<PathType, Seen> entry : new TreeMap<>(counted).entrySet()) {
            PathType path = entry.getKey();
            boolean own = path.path().isEmpty() || familiar.contains(path) || ofToday.contains(path);
            boolean fits = own || room-- > 0;
            kept.merge(fits ? path : PathType.MORE, entry.getValue(), Seen::and);
        }
        session.createNativeMutationQuery(ADD)
                .setParameter("connector", connector)
                .setParameter("day", day)
                .setParameter("rows", write(kept))
                .executeUpdate();
        return familiar;
    }

    private Set<PathType> familiar(String connector) {
        var familiar = new HashSet<>(known.of(connector).keySet());
        familiar.addAll(MailShape.of(KnownHeaders.NAMES));
        return familiar;
    }

    private Set<PathType> ofDay(String connector, LocalDate day) {
        return session
                .createNativeQuery(
                        "select path, type from payload_shape where connector = :connector and day = :day", Tuple.class)
                .setParameter("connector", connector)
                .setParameter("day", day)
                .list()
                .stream()
                .map(row -> new PathType(row.get(0, String.class), ShapeType.of(row.get(1, String.class))))
                .collect(toSet());
    }

    private void forget(String connector, LocalDate before) {
        session.createNativeMutationQuery("delete from payload_shape where connector = :connector and day < :before")
                .setParameter("connector", connector)
                .setParameter("before", before)
                .executeUpdate();
    }

    /** What was seen of a connector from one day to before another. */
    @Transactional
    ObservedShapes between(String connector, LocalDate from, LocalDate to) {
        var seen = new TreeMap<PathType, Seen>();
        var payloads = new TreeMap<LocalDate, Long>();
        session.createNativeQuery(
                        """
                        select path, type, seen, first_seen, last_seen, day from payload_shape
                        where connector = :connector and day >= :from and day < :to""",
                        Tuple.class)
                .addScalar("path", String.class)
                .addScalar("type", String.class)
                .addScalar("seen", Long.class)
                .addScalar("first_seen", Instant.class)
                .addScalar("last_seen", Instant.class)
                .addScalar("day", LocalDate.class)
                .setParameter("connector", connector)
                .setParameter("from", from)
                .setParameter("to", to)
                .list()
                .forEach(row -> {
                    var path = new PathType(row.get(0, String.class), ShapeType.of(row.get(1, String.class)));
                    var times = new Seen(row.get(2, Long.class), row.get(3, Instant.class), row.get(4, Instant.class));
                    seen.merge(path, times, Seen::and);
                    if (path.equals(PathType.PAYLOAD)) {
                        payloads.merge(row.get(5, LocalDate.class), times.times(), Long::sum);
                    }
                });
        return new ObservedShapes(seen, payloads);
    }

    private String write(Map<PathType, Seen> kept) {
        List<Row> rows = kept.entrySet().stream()
                .map(entry -> Row.of(entry.getKey(), entry.getValue()))
                .toList();
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
