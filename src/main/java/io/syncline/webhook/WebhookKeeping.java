package io.syncline.webhook;

import io.quarkus.arc.Unremovable;
import io.syncline.database.DatabaseWatch;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.intake.EventKeys;
import io.syncline.spool.Spool;
import io.syncline.spool.SpoolConfig;
import io.syncline.spool.SpoolDrain;
import io.syncline.spool.SpoolMeters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.jboss.logging.Logger;

/**
 * Keeps what an authentic request brought: in the ledger, or, when the path fails or takes longer than senders wait, in
 * the spool. While anything waits there, what comes goes behind it. Deliveries that were spooled and yet committed are
 * the same sighting when they come from the spool: their locations were fixed before.
 */
@ApplicationScoped
@Named("webhookKeeping")
@Unremovable
public class WebhookKeeping {
    private static final Logger LOG = Logger.getLogger(WebhookKeeping.class);

    /** How long a request waits for the rest of the spool to be drained. */
    private static final Duration LONGEST_TURN = Duration.ofMillis(500);

    private final TimedPath path;
    private final Spool spool;
    private final SpoolDrain drain;
    private final SpoolMeters meters;
    private final EventKeys keys;
    private final DatabaseWatch database;
    private final Clock clock;
    private final Duration after;

    @Inject
    WebhookKeeping(
            TimedPath path,
            Spool spool,
            SpoolDrain drain,
            SpoolMeters meters,
            EventKeys keys,
            DatabaseWatch database,
            Clock clock,
            SpoolConfig config) {
        this.path = path;
        this.spool = spool;
        this.drain = drain;
        this.meters = meters;
        this.keys = keys;
        this.database = database;
        this.clock = clock;
        this.after = config.after();
    }

    /**
     * The answers, one for each delivery.
     *
     * @throws IOException if neither the ledger nor the spool keeps them
     */
    public List<IntakeResult> keep(@Body List<Delivery> deliveries) throws IOException {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        boolean direct = isFree() && database.answers();
        Optional<List<IntakeResult>> kept = direct ? run(deliveries) : Optional.empty();
        if (kept.isPresent()) {
            return kept.get();
        }
        try {
            return spool(deliveries);
        } catch (IOException e) {
            // Out of order is better than not at all.
            Optional<List<IntakeResult>> overtaking =
                    direct || !database.answers() ? Optional.empty() : run(deliveries);
            return overtaking.orElseThrow(() -> e);
        }
    }

    /** Whether nobody would be overtaken; without the wait, a steady stream would never get out of the spool again. */
    private boolean isFree() {
        try {
            return spool.isEmpty() || (drain.isNearlyDone() && spool.awaitEmpty(LONGEST_TURN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<List<IntakeResult>> run(List<Delivery> deliveries) {
        Instant until = deliveries.get(0).receivedAt().plus(after);
        return path.run(deliveries, Duration.between(clock.instant(), until));
    }

    private List<IntakeResult> spool(List<Delivery> deliveries) throws IOException {
        if (spool.isEmpty()) {
            LOG.warn("the database does not keep webhooks now: they are spooled");
        }
        spool.append(deliveries);
        meters.spooled(deliveries.get(0).connector(), deliveries.size());
        return deliveries.stream()
                .map(delivery -> new IntakeResult(keys.of(delivery), Outcome.RETRYING, null))
                .toList();
    }
}
