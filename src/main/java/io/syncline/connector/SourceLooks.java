package io.syncline.connector;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at the sources of all connectors that are polled, each at its pace. Not by routes: those may be what is broken, and
 * then somebody has to see it.
 */
@ApplicationScoped
public class SourceLooks {
    private static final Logger LOG = Logger.getLogger(SourceLooks.class);
    private static final int AT_ONCE = 4;

    private final Connectors connectors;
    private final ConnectorStatuses statuses;
    private final Map<String, SourceLook> byType;
    private final boolean scheduled;
    private final Duration every;
    private final Clock clock;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(AT_ONCE, task -> {
        var thread = new Thread(task, "source-look");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    SourceLooks(
            Connectors connectors,
            ConnectorStatuses statuses,
            @Any Instance<SourceLook> looks,
            @ConfigProperty(name = "syncline.schedules.enabled", defaultValue = "true") boolean scheduled,
            @ConfigProperty(name = "syncline.look-every", defaultValue = "1m") Duration every,
            Clock clock) {
        this.connectors = connectors;
        this.statuses = statuses;
        this.byType = looks.stream().collect(toUnmodifiableMap(SourceLook::connectorType, Function.identity()));
        this.scheduled = scheduled;
        this.every = every;
        this.clock = clock;
    }

    /** How often a source is looked at. */
    public Duration every() {
        return every;
    }

    void start(@Observes StartupEvent started) {
        if (scheduled) {
            connectors.all().stream()
                    .filter(connector -> connector.enabled() && connector.pulls())
                    .forEach(this::schedule);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        threads.shutdownNow();
    }

    /** Looks at a connector's source, now, and keeps what it holds. One that fails leaves the look before to grow old. */
    public void look(ConnectorConfig connector) {
        synchronized (locks.computeIfAbsent(connector.id(), id -> new Object())) {
            try {
                Map<String, Long> unread = byType.get(connector.type()).unread(connector);
                if (!unread.isEmpty()) {
                    statuses.looked(connector, unread);
                }
            } catch (TransientSyncException | PermanentSyncException e) {
                LOG.warnf("the source of connector %s could not be looked at: %s", connector.id(), e.getMessage());
            }
        }
    }

    /** After a poll that went through: what was unread at the last look may be read now, and must not go on standing so. */
    public void lookAfterPoll(ConnectorConfig connector) {
        goOn(connector, () -> {
            boolean outdated = statuses.find(connector.id())
                    .filter(last -> last.lookedAt() == null || last.sourceLag() > 0)
                    .isPresent();
            if (outdated) {
                look(connector);
            }
        });
    }

    private void schedule(ConnectorConfig connector) {
        var unused = threads.scheduleWithFixedDelay(
                () -> goOn(connector, () -> lookUnlessSeen(connector)),
                every.toMillis() / 10,
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Several replicas look no more often than one would. */
    private void lookUnlessSeen(ConnectorConfig connector) {
        Instant lately = clock.instant().minus(every.dividedBy(2));
        boolean seen = statuses.find(connector.id())
                .map(ConnectorStatus::lookedAt)
                .filter(lately::isBefore)
                .isPresent();
        if (!seen) {
            look(connector);
        }
    }

    private static void goOn(ConnectorConfig connector, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            // It would end the schedule, or the poll. The database is away, say: the status gets old, and that shows.
            LOG.warnf(
                    "what the source of connector %s holds could not be kept: cause=%s",
                    connector.id(), e.getClass().getSimpleName());
        }
    }
}
