package io.syncline.reconciliation;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/** How much drift there is, and since when that is known. */
@ApplicationScoped
public class ReconciliationFigures {
    /** Stands for the connector of what has none. */
    static final String NONE = "none";

    private final StatelessSession session;

    @Inject
    ReconciliationFigures(StatelessSession session) {
        this.session = session;
    }

    /** How many findings of a check and a connector are open. */
    public record Open(String check, String connector, long count) {}

    @Transactional
    public List<Open> open() {
        return session
                .createNativeQuery(
                        """
                        select check_name, coalesce(connector, :none), count(*) from finding
                        where state = 'open' group by check_name, connector""",
                        Tuple.class)
                .setParameter("none", NONE)
                .list()
                .stream()
                .map(row -> new Open(row.get(0, String.class), row.get(1, String.class), row.get(2, Long.class)))
                .toList();
    }

    /** By check, when its last run ended that looked at all connectors and could look at all there is; Unix time. */
    @Transactional
    Map<String, Double> lastSuccess() {
        return session
                .createNativeQuery(
                        """
                        select check_name, cast(extract(epoch from max(finished_at)) as double precision)
                        from reconciliation_run
                        where state = 'done' and problem is null and connector is null group by check_name""",
                        Tuple.class)
                .list()
                .stream()
                .collect(toMap(row -> row.get(0, String.class), row -> row.get(1, Double.class)));
    }
}
