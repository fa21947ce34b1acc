package io.syncline.rebuild;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionRunnerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/** The schema in which a rebuild works, in tables of the same names: within, the path finds them before those that are there. */
@ApplicationScoped
class Shadow {
    /** Copying and comparing take longer than a transaction of the path may. */
    private static final int LONGEST_SECONDS = 1800;

    private final StatelessSession session;

    @Inject
    Shadow(StatelessSession session) {
        this.session = session;
    }

    /** Does something in a transaction of its own that finds the shadow's tables first. */
    <T> T within(Callable<T> work) {
        return transaction().call(() -> {
            session.createNativeQuery(
                            "select set_config('search_path', 'syncline_shadow, ' || quote_ident(current_schema()), true)",
                            String.class)
                    .getSingleResult();
            return work.call();
        });
    }

    /** Does something in a transaction of its own that sees one moment of what is there. */
    <T> T beside(Callable<T> work) {
        return transaction().call(() -> {
            session.createNativeMutationQuery("set transaction isolation level repeatable read")
                    .executeUpdate();
            // Or PostgreSQL would look up each of many keys in all of the others.
            session.createNativeMutationQuery("set local work_mem = '256MB'").executeUpdate();
            return work.call();
        });
    }

    /** Does something in a transaction of its own. */
    <T> T plain(Callable<T> work) {
        return transaction().call(work);
    }

    /** Makes the schema anew, with tables and functions as they are now. */
    void prepare() {
        call("rebuild_prepare()");
    }

    /** Tells the planner what is there. */
    void analyze() {
        call("rebuild_analyze()");
    }

    /** Copies rows of what is there, by a condition on them as {@code r}; those that were copied before stay. */
    void copy(String table, String condition) {
        take(table, "syncline_shadow." + table, condition, false);
    }

    /** Puts rows of the shadow in the place of what is there. */
    void adopt(String table, String condition) {
        take("syncline_shadow." + table, table, condition, true);
    }

    int run(String sql, Map<String, Object> parameters) {
        MutationQuery query = session.createNativeMutationQuery(sql);
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    private void take(String source, String target, String condition, boolean again) {
        session.createNativeQuery("select rebuild_take(:source, :target, :condition, :again)", Long.class)
                .setParameter("source", source)
                .setParameter("target", target)
                .setParameter("condition", condition)
                .setParameter("again", again)
                .getSingleResult();
    }

    private void call(String function) {
        session.createNativeQuery("select cast(" + function + " as text)", String.class)
                .getSingleResultOrNull();
    }

    private static TransactionRunnerOptions transaction() {
        return QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS);
    }
}
