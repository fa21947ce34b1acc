package io.syncline.association;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;

/**
 * Changes of evidence that may have missed activities: of two transactions at the same time, one that files an activity
 * and one that changes its evidence, neither sees what the other does. So each change is kept until every transaction has
 * ended that was under way when it was committed, and the activities are looked for once more. Nobody waits for a lock.
 */
@ApplicationScoped
class UnsettledEvidence {
    private static final int BATCH = 1000;

    private final StatelessSession session;

    @Inject
    UnsettledEvidence(StatelessSession session) {
        this.session = session;
    }

    void add(EvidenceChange change, Collection<String> changed) {
        session.createNativeMutationQuery(
                        "insert into evidence_change (kind, changed) values (:kind, cast(:changed as text[]))")
                .setParameter("kind", change.word())
                .setParameter("changed", changed.toArray(String[]::new))
                .executeUpdate();
    }

    /** Takes out the changes that every transaction of their time has outlived; they are back if this transaction fails. */
    Map<EvidenceChange, Set<String>> settled() {
        Map<EvidenceChange, Set<String>> settled = take();
        mark();
        return settled;
    }

    /** A mark that lies ahead comes from another server's count of transactions, by a restored backup: it holds nobody up. */
    private Map<EvidenceChange, Set<String>> take() {
        return session
                .createNativeQuery(
                        """
                        delete from evidence_change where id in (
                            select id from evidence_change
                            where settles_at <= pg_snapshot_xmin(pg_current_snapshot())
                               or settles_at > pg_snapshot_xmax(pg_current_snapshot())
                            order by id limit :limit for update skip locked)
                        returning kind, changed""",
                        Tuple.class)
                .addScalar("kind", String.class)
                .addScalar("changed", String[].class)
                .setParameter("limit", BATCH)
                .stream()
                .collect(groupingBy(
                        row -> EvidenceChange.of(row.get(0, String.class)),
                        flatMapping(row -> Arrays.stream(row.get(1, String[].class)), toSet())));
    }

    /** A change can be seen from here on: whoever did not see it is older than the next transaction to begin. */
    private void mark() {
        session.createNativeMutationQuery(
                        """
                        update evidence_change set settles_at = pg_snapshot_xmax(pg_current_snapshot())
                        where id in (select id from evidence_change where settles_at is null
                                     order by id limit :limit for update skip locked)""")
                .setParameter("limit", BATCH)
                .executeUpdate();
    }
}
