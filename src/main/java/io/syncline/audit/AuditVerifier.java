package io.syncline.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.audit.AuditBlocks.Kept;
import io.syncline.audit.AuditVerification.Anchor;
import io.syncline.audit.AuditVerification.Problem;
import io.syncline.event.TransientSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Says whether the audit is still what was sealed, and what is not. */
@ApplicationScoped
public class AuditVerifier {
    private static final Logger LOG = Logger.getLogger(AuditVerifier.class);

    /** A call ends within this, before proxies lose patience; the caller goes on with the next block. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final AuditBlocks blocks;
    private final MeterRegistry registry;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    @Inject
    AuditVerifier(AuditBlocks blocks, MeterRegistry registry, Clock clock) {
        this.blocks = blocks;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * @param from the first block to look at, or null for the first
     * @param to the last one, or null for the newest and the rows behind it
     * @param anchor a block that must be as it was, or null
     * @throws TransientSyncException if another call is at it: it reads the whole audit
     */
    public AuditVerification verify(Long from, Long to, Anchor anchor) {
        if (!busy.compareAndSet(false, true)) {
            throw new TransientSyncException("another verification is running: ask again when it is done");
        }
        try {
            AuditVerification found = new Walk(from == null ? 1 : from, to).run(anchor);
            if (!found.intact()) {
                LOG.errorf(
                        "the audit is not what was sealed: %d problems, the first is %s",
                        found.problems().size() + found.moreProblems(),
                        found.problems().get(0));
            }
            registry.counter("syncline.audit.verifications", "result", found.intact() ? "intact" : "problems")
                    .increment();
            return found;
        } finally {
            busy.set(false);
        }
    }

    /** One pass over the blocks, in their order. */
    private final class Walk {
        private final long from;
        private final Long to;
        private final Instant deadline = clock.instant().plus(LONGEST);
        private final Findings findings = new Findings();
        private Kept last;
        private long seen;
        private long rows;
        private long redacted;

        private Walk(long from, Long to) {
            this.from = from;
            this.to = to;
        }

        private AuditVerification run(Anchor anchor) {
            last = from <= 1 ? null : blocks.find(from - 1).orElse(null);
            Optional<Kept> block = blocks.next(from - 1);
            while (block.isPresent() && within(block.get()) && clock.instant().isBefore(deadline)) {
                look(block.get());
                last = block.get();
                block = blocks.next(last.block().number());
            }
            Long next = block.filter(this::within)
                    .map(left -> left.block().number())
                    .orElse(null);
            Optional<Kept> newest = blocks.newest();
            if (next == null && to == null) {
                missing(newest.map(kept -> kept.block().number()).orElse(0L) + 1, blocks.newestSeen());
            }
            if (anchor != null) {
                compare(anchor);
            }
            return findings.result(
                    seen,
                    rows,
                    redacted,
                    blocks.unsealed(newest.map(kept -> kept.block().through()).orElse(0L)),
                    newest.map(Kept::block).orElse(null),
                    next);
        }

        private boolean within(Kept block) {
            return to == null || block.block().number() <= to;
        }

        private void look(Kept block) {
            long number = block.block().number();
            boolean follows = last != null || number == 1;
            long before = last == null ? from - 1 : last.block().number();
            missing(before + 1, number - 1);
            if (!block.intact()) {
                findings.add(new Problem("block-changed", number, null, "its hash is not that of what it says"));
            } else {
                boolean gap = number > before + 1 || !follows;
                if (!gap
                        && !block.previous()
                                .equals(last == null ? "" : last.block().hash())) {
                    findings.add(new Problem(
                            "block-changed",
                            number,
                            null,
                            "the block before is not the one that it was sealed behind"));
                }
                long above = gap
                        ? block.firstMember() - 1
                        : last == null ? Long.MIN_VALUE : last.block().through();
                blocks.differences(number, above).forEach(findings::add);
                redacted += blocks.redacted(above, block.block().through());
            }
            seen++;
            rows += block.rows();
        }

        private void missing(long first, long end) {
            for (long number = first; number <= end && number < first + AuditBlocks.MOST; number++) {
                findings.add(new Problem("block-missing", number, null, null));
            }
        }

        private void compare(Anchor anchor) {
            String hash =
                    blocks.find(anchor.block()).map(kept -> kept.block().hash()).orElse(null);
            if (!anchor.hash().equalsIgnoreCase(hash)) {
                findings.add(new Problem(
                        "anchor-differs",
                        anchor.block(),
                        null,
                        hash == null ? "there is no such block" : "the block's hash is " + hash));
            }
        }
    }
}
