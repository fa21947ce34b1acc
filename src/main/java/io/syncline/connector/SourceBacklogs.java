package io.syncline.connector;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import org.hibernate.StatelessSession;

/** What the sources were last seen to hold beyond what was read of them. */
@ApplicationScoped
public class SourceBacklogs {
    /** The unread of a look are beyond the checkpoint; its gaps are beside them. */
    private static final String BACKLOGS =
            """
            select coalesce(s.connector, c.connector), coalesce(s.source_lag, 0) + coalesce(c.gaps, 0),
                   greatest(s.looked_at, c.updated_at)
            from connector_status s
            full join (
                select connector, max(updated_at) as updated_at, sum(
                    case when jsonb_typeof(position -> 'gaps') = 'array'
                         then jsonb_array_length(position -> 'gaps') else 0 end) as gaps
                from checkpoint group by connector) c on c.connector = s.connector
            where coalesce(s.source_lag, 0) + coalesce(c.gaps, 0) > 0""";

    private final StatelessSession session;

    @Inject
    SourceBacklogs(StatelessSession session) {
        this.session = session;
    }

    /** By connector; those whose sources held nothing more are left out. */
    @Transactional
    public Map<String, SourceBacklog> all() {
        return session.createNativeQuery(BACKLOGS, Tuple.class).list().stream()
                .map(row -> new SourceBacklog(
                        row.get(0, String.class), row.get(1, Number.class).longValue(), row.get(2, Instant.class)))
                .collect(toMap(SourceBacklog::connector, backlog -> backlog));
    }
}
