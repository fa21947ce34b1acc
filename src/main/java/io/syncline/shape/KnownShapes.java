package io.syncline.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/** What the mapping of each connector is at one with, by the reviews so far. */
@ApplicationScoped
class KnownShapes {
    private final StatelessSession session;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    KnownShapes(StatelessSession session, ObjectMapper json, Clock clock) {
        this.session = session;
        this.json = json;
        this.clock = clock;
    }

    /** A path as it is sent to the database. */
    record Row(String path, String type, double share) {}

    /** By path, the share of the items that had it; empty before the first review. */
    @Transactional
    Map<PathType, Double> of(String connector) {
        var known = new TreeMap<PathType, Double>();
        session.createNativeQuery(
                        "select path, type, share from payload_shape_known where connector = :connector", Tuple.class)
                .setParameter("connector", connector)
                .list()
                .forEach(row -> known.put(
                        new PathType(row.get(0, String.class), ShapeType.of(row.get(1, String.class))),
                        row.get(2, Double.class)));
        return known;
    }

    /** Takes the place of what was known. */
    @Transactional
    void become(String connector, Map<PathType, Double> shapes) {
        session.createNativeMutationQuery("delete from payload_shape_known where connector = :connector")
                .setParameter("connector", connector)
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        insert into payload_shape_known (connector, path, type, share, since)
                        select :connector, r.path, r.type, r.share, cast(:now as timestamptz)
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (path text, type text, share float8)""")
                .setParameter("connector", connector)
                .setParameter("now", clock.instant())
                .setParameter("rows", write(shapes))
                .executeUpdate();
    }

    private String write(Map<PathType, Double> shapes) {
        List<Row> rows = shapes.entrySet().stream()
                .map(entry ->
                        new Row(entry.getKey().path(), entry.getKey().type().word(), entry.getValue()))
                .toList();
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
