package io.syncline.association;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.syncline.database.Locks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Changes of evidence, by which activities are looked for: as soon as they can be seen, and once more. For of two
 * transactions at the same time, one that files an activity and one that changes its evidence, neither sees what the other
 * does. So each change is kept until every transaction has ended that was under way when it was committed. Nobody who
 * applies events waits for a lock.
 */
@ApplicationScoped
class UnsettledEvidence {
    private static final int BATCH = 1000;

    private final StatelessSession session;
    private final Locks locks;

    @Inject
    UnsettledEvidence(StatelessSession session, Locks locks) {
        this.session = session;
        this.locks = locks;
    }

    void add(EvidenceChange change, Collection<String> changed) {
        session.createNativeMutationQuery(
                        "insert into evidence_change (kind, changed) values (:kind, cast(:changed as text[]))")
                .setParameter("kind", change.word())
                .setParameter("changed", changed.toArray(String[]::new))
                .executeUpdate();
    }

    void forget(Collection<String> addresses) {
        session.createNativeMutationQuery(
                        """
                        update evidence_change e set changed = array(
                            select c from unnest(e.changed) c where not mailbox(c) = any(given.mailboxes))
                        from (select array_agg(mailbox(a)) as mailboxes from unnest(cast(:addresses as text[])) a) given
                        where e.kind = 'address'
                          and exists (select 1 from unnest(e.changed) c where mailbox(c) = any(given.mailboxes))""")
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
    }

    /**
     * The changes that are new, and those that every transaction of their time has outlived. All are back if this
     * transaction fails. One at a time looks for activities, or two would wait for each other with what they found.
     */
    Map<EvidenceChange, Set<String>> toLookFor() {
        if (!locks.tryTake("evidence-change")) {
            return Map.of();
        }
        return Stream.concat(settled(), seen())
                .collect(groupingBy(
                        row -> EvidenceChange.of(row.get(0, String.class)),
                        flatMapping(row -> Arrays.stream(row.get(1, String[].class)), toSet())));
    }

    /** A mark that lies ahead comes from another server's count of transactions, by a restored backup: it holds nobody up. */
    private Stream<Tuple> settled() {
        return changes(
                """
                delete from evidence_change where id in (
                    select id from evidence_change
                    where settles_at <= pg_snapshot_xmin(pg_current_snapshot())
                       or settles_at > pg_snapshot_xmax(pg_current_snapshot())
                    order by id limit :limit for update skip locked)
                returning kind, changed""");
    }

    /** A change can be seen from here on: whoever did not see it is older than the next transaction to begin. */
    private Stream<Tuple> seen() {
        return changes(
                """
                update evidence_change set settles_at = pg_snapshot_xmax(pg_current_snapshot())
                where id in (select id from evidence_change where settles_at is null
                             order by id limit :limit for update skip locked)
                returning kind, changed""");
    }

    private Stream<Tuple> changes(String sql) {
        return session
                .createNativeQuery(sql, Tuple.class)
                .addScalar("kind", String.class)
                .addScalar("changed", String[].class)
                .setParameter("limit", BATCH)
                .list()
                .stream();
    }
}
