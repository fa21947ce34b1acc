package io.syncline.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import io.syncline.database.Locks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Seals the audit, block by block, behind its writers, who never wait for it. Transactions commit in another order than
 * they drew their ids in; so ids are sealed only once every transaction that can have drawn one of them has ended: each
 * had a transaction number before it drew, and so a lower one than whoever reads the newest id and then takes a number.
 */
@ApplicationScoped
@Named("auditSealer")
@Unremovable
public class AuditSealer {
    private static final Logger LOG = Logger.getLogger(AuditSealer.class);
    private static final int LARGEST = 1_000;
    private static final Duration TOLD_EVERY = Duration.ofHours(1);

    private final StatelessSession session;
    private final AuditBlocks blocks;
    private final Locks locks;
    private final Clock clock;
    private Mark mark;
    private Instant toldAt = Instant.EPOCH;
    private volatile double newestBlock;
    private volatile double unsealedSeconds;

    @Inject
    AuditSealer(StatelessSession session, AuditBlocks blocks, Locks locks, MeterRegistry registry, Clock clock) {
        this.session = session;
        this.blocks = blocks;
        this.locks = locks;
        this.clock = clock;
        Gauge.builder("syncline.audit.sealed.blocks", this, sealer -> sealer.newestBlock)
                .description("Number of the newest block of the audit")
                .register(registry);
        Gauge.builder("syncline.audit.unsealed", this, sealer -> sealer.unsealedSeconds)
                .baseUnit("seconds")
                .description("Age of the oldest row of the audit that is in no block yet")
                .register(registry);
    }

    /**
     * Ids that are decided as soon as no transaction below a number runs any more.
     *
     * @param id the newest one that was drawn when this was noted
     * @param transaction a number that was taken after that
     */
    private record Mark(long id, long transaction) {}

    /**
     * Seals a block, or notes up to where the next call may seal. Of several replicas one does it.
     *
     * @return 1 if there may be more to seal at once, else 0
     */
    @Transactional
    public synchronized int seal() {
        look();
        if (unsealedSeconds == 0 || !locks.tryTake("syncline:audit-seal")) {
            return 0;
        }
        if (mark != null && passed(mark)) {
            if (sealed(mark.id())) {
                return 1;
            }
            mark = null;
        }
        if (mark == null) {
            long id = number("select last_value from audit_id_seq");
            mark = new Mark(id, number("select cast(cast(pg_current_xact_id() as text) as bigint)"));
        }
        return 0;
    }

    private boolean sealed(long id) {
        return session.createNativeQuery("select audit_seal(:id, :most, cast(:now as timestamptz))", Long.class)
                        .setParameter("id", id)
                        .setParameter("most", LARGEST)
                        .setParameter("now", clock.instant())
                        .getSingleResultOrNull()
                != null;
    }

    /** Forgets a mark that is another server's: after a move to a copy of the database, numbers begin anew. */
    private boolean passed(Mark noted) {
        Tuple now = session.createNativeQuery(
                        """
                        select s.last_value, cast(cast(pg_snapshot_xmin(n.snapshot) as text) as bigint),
                            cast(cast(pg_snapshot_xmax(n.snapshot) as text) as bigint)
                        from audit_id_seq s, (select pg_current_snapshot() as snapshot) n""",
                        Tuple.class)
                .getSingleResult();
        if (now.get(0, Long.class) < noted.id() || now.get(2, Long.class) <= noted.transaction()) {
            mark = null;
            return false;
        }
        return now.get(1, Long.class) > noted.transaction();
    }

    private long number(String sql) {
        return session.createNativeQuery(sql, Long.class).getSingleResult();
    }

    private void look() {
        Instant now = clock.instant();
        // One at least, as long as there is one: the clocks of two replicas differ.
        unsealedSeconds = blocks.oldestUnsealed()
                .map(at -> Math.max(1, Duration.between(at, now).toMillis() / 1000.0))
                .orElse(0.0);
        blocks.newest().map(AuditBlocks.Kept::block).ifPresent(newest -> {
            newestBlock = newest.number();
            if (!now.isBefore(toldAt.plus(TOLD_EVERY))) {
                toldAt = now;
                LOG.infof("the audit is sealed up to block %d, hash %s", (Object) newest.number(), newest.hash());
            }
        });
    }
}
