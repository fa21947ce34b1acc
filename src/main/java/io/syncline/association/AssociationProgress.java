package io.syncline.association;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.hibernate.StatelessSession;

/** How far the background is with what changed evidence. */
@ApplicationScoped
public class AssociationProgress {
    private final StatelessSession session;
    private final AssociationPolicy policy;

    @Inject
    AssociationProgress(StatelessSession session, AssociationPolicy policy) {
        this.session = session;
        this.policy = policy;
    }

    /**
     * Where it stands.
     *
     * @param changes of evidence by which activities are still looked for
     * @param waiting activities that are found and wait to be associated again
     * @param oldest since when the first of them waits, or null
     * @param policyVersion of the rules in force
     */
    public record Progress(long changes, long waiting, Instant oldest, String policyVersion) {}

    @Transactional
    public Progress read() {
        Tuple row = session.createNativeQuery(
                        """
                        select (select count(*) from evidence_change), count(*), min(enqueued_at)
                        from association_task""",
                        Tuple.class)
                .getSingleResult();
        return new Progress(
                row.get(0, Long.class), row.get(1, Long.class), row.get(2, Instant.class), policy.version());
    }
}
