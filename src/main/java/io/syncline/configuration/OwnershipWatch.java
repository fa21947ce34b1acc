package io.syncline.configuration;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.syncline.ownership.PolicyHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks at the policy file every second, and keeps the history of what was in force. */
@ApplicationScoped
class OwnershipWatch {
    private static final Logger LOG = Logger.getLogger(OwnershipWatch.class);

    private final OwnershipFile file;
    private final PolicyHistory history;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ownership-watch"));
    private boolean recorded;
    private boolean changed;

    @Inject
    OwnershipWatch(OwnershipFile file, PolicyHistory history) {
        this.file = file;
        this.history = history;
    }

    void start(@Observes StartupEvent started) {
        look();
        var unused = looks.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        looks.shutdown();
    }

    private synchronized void look() {
        try {
            if (file.look()) {
                recorded = false;
                changed = true;
            }
            if (!recorded) {
                history.record(file.policy(), changed);
                recorded = true;
            }
        } catch (RuntimeException e) {
            // An exception would end the schedule; what could not be recorded is tried again.
            LOG.errorf("the field ownership policy could not be looked at: %s", e.getMessage());
        }
    }
}
