package io.syncline.ownership;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.database.Locks;
import io.syncline.event.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/** Keeps the policies that were in force. Replicas that take the same file one after the other make one entry. */
@ApplicationScoped
public class PolicyHistory {
    private static final Logger LOG = Logger.getLogger(PolicyHistory.class);
    private static final String POLICY = "policy";

    private final StatelessSession session;
    private final Locks locks;
    private final Audit audit;
    private final Clock clock;

    @Inject
    PolicyHistory(StatelessSession session, Locks locks, Audit audit, Clock clock) {
        this.session = session;
        this.locks = locks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Enters the policy that is in force now, unless it is the last one.
     *
     * @param changed whether another one was in force in this process before
     */
    @Transactional
    public void record(OwnershipPolicy policy, boolean changed) {
        locks.take("ownership-policy");
        Optional<PolicyRow> last = last();
        if (last.map(PolicyRow::label).equals(Optional.of(policy.label()))) {
            if (changed) {
                last.get().startOver();
                session.update(last.get());
            }
            return;
        }
        List<String> others = otherHashes(policy);
        if (!others.isEmpty()) {
            LOG.warnf(
                    "field ownership policy %s has the version of %d others with other rules: give each its own",
                    policy.label(), others.size());
        }
        session.insert(new PolicyRow(policy, clock.instant()));
        audit.record(AuditEntry.maintenance(
                POLICY,
                Ids.named("policy:ownership"),
                "in-force",
                last.<Map<String, Object>>map(row -> Map.of("ownership", row.label()))
                        .orElse(null),
                Map.of("ownership", policy.label()),
                "policy-file",
                policy.label()));
    }

    /** The last policy, if it is this one and fields are still to be decided by it; nobody else takes it meanwhile. */
    Optional<PolicyRow> takeUnsettled(String label) {
        return last().filter(row -> row.label().equals(label) && row.settledAt() == null)
                .flatMap(row -> session.createNativeQuery(
                                "select id from ownership_policy where id = :id for update skip locked", Long.class)
                        .setParameter("id", row.id())
                        .uniqueResultOptional())
                .map(id -> session.get(PolicyRow.class, id))
                .filter(row -> row.settledAt() == null);
    }

    /**
     * @param through the last record that was decided, or null when all were
     */
    void settled(PolicyRow row, RecordId through) {
        if (through == null) {
            row.settled(clock.instant());
            LOG.infof("all fields are decided by field ownership policy %s", row.label());
        } else {
            row.settled(through);
        }
        session.update(row);
    }

    private Optional<PolicyRow> last() {
        return session.createSelectionQuery("from PolicyRow order by id desc", PolicyRow.class)
                .setMaxResults(1)
                .uniqueResultOptional();
    }

    /** Hashes of policies that had the same version and decided otherwise. */
    private List<String> otherHashes(OwnershipPolicy policy) {
        return session.createSelectionQuery(
                        "select distinct hash from PolicyRow where version = :version and hash <> :hash", String.class)
                .setParameter("version", policy.version())
                .setParameter("hash", policy.hash())
                .list();
    }
}
