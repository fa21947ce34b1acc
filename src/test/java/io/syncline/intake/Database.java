package io.syncline.intake;

import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.syncline.association.AssociationRefresh;
import io.syncline.database.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** Looks at and changes the tables behind the application's back, for tests. */
@ApplicationScoped
public class Database {
    private static final Pattern OWNERS =
            Pattern.compile("\\s*(create|alter|drop|analyze)\\b", Pattern.CASE_INSENSITIVE);

    @Inject
    StatelessSession session;

    @Inject
    Owner owner;

    @Inject
    AssociationRefresh refresh;

    @Transactional
    public long count(String sql, Map<String, Object> parameters) {
        NativeQuery<Long> query = session.createNativeQuery("select count(*) from " + sql, Long.class);
        parameters.forEach(query::setParameter);
        return query.getSingleResult();
    }

    /** Waits until no activity is to be associated again: neither one of a queue nor one that a route is at work on. */
    public void awaitAssociations() {
        await().atMost(Duration.ofMinutes(2)).until(() -> refresh.refresh() == 0 && associationsSettled());
    }

    private boolean associationsSettled() {
        return QuarkusTransaction.requiringNew()
                .call(() -> count("association_task", Map.of()) + count("evidence_change", Map.of()) == 0);
    }

    @Transactional
    public String text(String sql, Map<String, Object> parameters) {
        NativeQuery<String> query = session.createNativeQuery(sql, String.class);
        parameters.forEach(query::setParameter);
        return query.getSingleResultOrNull();
    }

    /** What only the owner of the tables may do, such as making a trigger, the owner does. */
    @Transactional
    public int run(String sql, Map<String, Object> parameters) {
        if (OWNERS.matcher(sql).lookingAt()) {
            owner.run(sql);
            return 0;
        }
        var query = session.createNativeMutationQuery(sql);
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    /** How PostgreSQL would answer a query with these parameters. */
    @Transactional
    public String plan(String sql, Map<String, Object> parameters) {
        NativeQuery<String> query = session.createNativeQuery("explain " + sql, String.class);
        parameters.forEach(query::setParameter);
        return String.join("\n", query.list());
    }

    /** The same, while a table is read as a whole only where no index serves. */
    @Transactional
    public String planWithoutSeqScans(String sql, Map<String, Object> parameters) {
        session.createNativeMutationQuery("set local enable_seqscan = off").executeUpdate();
        return plan(sql, parameters);
    }
}
