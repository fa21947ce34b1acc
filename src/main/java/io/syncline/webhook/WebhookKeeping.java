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
 * the spool. What comes then goes there too, without a wait, until the ledger has kept something of it: from there on it
 * passes by what still waits. Deliveries that were spooled and yet committed are the same sighting when they come from the
 * spool: their locations were fixed before.
 */
@ApplicationScoped
@Named("webhookKeeping")
@Unremovable
public class WebhookKeeping {
    private static final Logger LOG = Logger.getLogger(WebhookKeeping.class);

    private final TimedPath path;
    private final Spool spool;
    private final SpoolDrain drain;
    private final SpoolMeters meters;
    private final EventKeys keys;
    private final DatabaseWatch database;
    private final Clock clock;
    private final Duration after;
    private volatile Instant failedAt = Instant.MIN;

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
        boolean direct = isKeeping() && database.answers();
        Optional<List<IntakeResult>> kept = direct ? run(deliveries) : Optional.empty();
        if (kept.isPresent()) {
            return kept.get();
        }
        if (direct) {
            failedAt = clock.instant();
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

    /** Whether the ledger has kept something since it last failed; an empty spool tells nothing, so that it is tried. */
    private boolean isKeeping() {
        return spool.isEmpty() || drain.hasKeptSince(failedAt);
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
