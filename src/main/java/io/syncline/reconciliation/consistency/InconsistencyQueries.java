package io.syncline.reconciliation.consistency;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.syncline.reconciliation.Drift;
import io.syncline.reconciliation.LongQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/** Asks for one kind of inconsistency, in the database and all at once. */
@ApplicationScoped
class InconsistencyQueries {
    /** A flood tells no more than this much of it. */
    static final int MOST = 1_000;

    private final StatelessSession session;

    @Inject
    InconsistencyQueries(StatelessSession session) {
        this.session = session;
    }

    /** How many activities of a connector there are; with null all, and the accounts, contacts and deals. */
    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    long records(String connector) {
        return session.createNativeQuery(
                        """
                        select count(*)
                            + case when cast(:connector as text) is null then (select count(*) from account)
                                + (select count(*) from contact) + (select count(*) from deal) else 0 end
                        from activity where cast(:connector as text) is null or connector = :connector""",
                        Long.class)
                .setParameter("connector", connector, String.class)
                .getSingleResult();
    }

    /**
     * The first {@value #MOST}.
     *
     * @param connector whose it shall be, or null for all
     */
    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    List<Drift> of(Inconsistency kind, String connector) {
        return session
                .createNativeQuery(
                        "select connector, subject, at, summary from (" + kind.sql()
                                + ") found (connector, subject, at, summary)"
                                + " where cast(:connector as text) is null or connector = :connector"
                                + " order by subject limit :most",
                        Tuple.class)
                .addScalar("connector", String.class)
                .addScalar("subject", String.class)
                .addScalar("at", Instant.class)
                .addScalar("summary", String.class)
                .setParameter("connector", connector, String.class)
                .setParameter("most", MOST)
                .list()
                .stream()
                .map(row -> new Drift(
                        kind.word(),
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, Instant.class),
                        row.get(3, String.class),
                        Map.of()))
                .toList();
    }
}
