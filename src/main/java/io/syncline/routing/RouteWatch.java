package io.syncline.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.apache.camel.quarkus.main.events.BeforeStop;
import org.jboss.logging.Logger;

/** Loads the routes when Camel has started, so that a start and a reload take the same way, and then looks every second. */
@ApplicationScoped
class RouteWatch {
    private static final Logger LOG = Logger.getLogger(RouteWatch.class);

    private final RouteReload reload;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "routes-watch"));

    @Inject
    RouteWatch(RouteReload reload) {
        this.reload = reload;
    }

    void start(@Observes AfterStart started) {
        reload.start();
        var unused = looks.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes BeforeStop stopping) {
        looks.shutdown();
    }

    private void look() {
        try {
            reload.look();
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            LOG.error("the routes directory could not be looked at", e);
        }
    }
}
