package io.syncline.ownership;

import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Tells which policy is in force, and which were. */
@ApplicationScoped
public class PolicyOverview {
    private static final UUID NO_ID = new UUID(0, 0);

    private final StatelessSession session;
    private final PolicyInForce policy;

    @Inject
    PolicyOverview(StatelessSession session, PolicyInForce policy) {
        this.session = session;
        this.policy = policy;
    }

    /**
     * The policy in force.
     *
     * @param source its file, or {@code built-in}
     * @param since when this process took it
     * @param settledAt when all fields had been decided by it; null while that is going on
     * @param refused what is wrong with the file as it is now; empty when it is in force
     */
    public record InForce(
            String policyVersion,
            String version,
            String hash,
            String steward,
            String source,
            Instant since,
            Instant settledAt,
            List<PolicyProblem> refused,
            String text) {
        public InForce {
            refused = List.copyOf(refused);
        }
    }

    @Transactional
    public InForce inForce() {
        OwnershipPolicy now = policy.policy();
        PolicyInForce.Status status = policy.status();
        return new InForce(
                now.label(),
                now.version(),
                now.hash(),
                now.steward(),
                status.source(),
                status.since(),
                find(now.label()).map(PolicyView::settledAt).orElse(null),
                status.refused(),
                now.text());
    }

    @Transactional
    public Page<PolicyView> list(PageRequest request) {
        String after = request.after().isEmpty() ? "" : " where id < :after";
        var query = session.createSelectionQuery("from PolicyRow" + after + " order by id desc", PolicyRow.class)
                .setMaxResults(request.limit() + 1);
        request.after().ifPresent(cursor -> query.setParameter("after", cursor.number()));
        return Page.of(query.list(), request.limit(), row -> new Cursor("" + row.id(), NO_ID))
                .map(row -> PolicyView.of(row).withoutText());
    }

    /** The policy of a decision; of one that was in force more than once, the last time. */
    @Transactional
    public Optional<PolicyView> find(String policyVersion) {
        return session.createSelectionQuery("from PolicyRow where label = :label order by id desc", PolicyRow.class)
                .setParameter("label", policyVersion)
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(PolicyView::of);
    }
}
