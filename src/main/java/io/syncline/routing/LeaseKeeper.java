package io.syncline.routing;

import static java.util.stream.Collectors.toSet;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.syncline.lease.Lease;
import io.syncline.lease.LeaseConfig;
import io.syncline.lease.LeaseTable;
import io.syncline.lease.Leases;
import io.syncline.lease.Replicas;
import io.syncline.lease.RouteState;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Says again and again that this replica is alive, keeps its leases, and sees to its share of them. Not by a route: an
 * edited one must not end the polls of all.
 */
@ApplicationScoped
public class LeaseKeeper {
    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

    private final ConnectorRoutes routes;
    private final Replicas replicas;
    private final LeaseTable table;
    private final Leases leases;
    private final LeaseConfig config;
    private final Shutdown shutdown;
    private final boolean schedules;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "lease-keeper");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Lease> ended = new ConcurrentLinkedQueue<>();
    private boolean settledIn;
    private boolean failing;

    @Inject
    LeaseKeeper(
            ConnectorRoutes routes,
            Replicas replicas,
            LeaseTable table,
            Leases leases,
            LeaseConfig config,
            Shutdown shutdown,
            @ConfigProperty(name = "syncline.schedules.enabled", defaultValue = "true") boolean schedules) {
        if (config.duration().compareTo(LeaseConfig.SHORTEST) < 0) {
            throw new ConfigurationException(
                    "syncline.lease.duration: is " + config.duration() + ", expected a second or more, such as 15s");
        }
        this.routes = routes;
        this.replicas = replicas;
        this.table = table;
        this.leases = leases;
        this.config = config;
        this.shutdown = shutdown;
        this.schedules = schedules;
    }

    void start(@Observes StartupEvent started) {
        var unused =
                rounds.scheduleWithFixedDelay(this::goOn, 0, config.renewEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        rounds.shutdown();
        goOn();
    }

    /** What this replica can poll has changed: does not wait for the next round. */
    public void soon() {
        try {
            rounds.execute(this::goOn);
        } catch (RejectedExecutionException ending) {
            // Then nobody needs to know any more.
        }
    }

    /** Ends a poll; with the next round that finds the database, if it is away now. */
    void end(Lease lease) {
        ended.add(lease);
        try {
            endPolls();
        } catch (RuntimeException e) {
            LOG.warnf(
                    "the end of a poll of connector %s is not kept yet: cause=%s",
                    lease.connector(), e.getClass().getSimpleName());
        }
    }

    /** By two threads, too: an end that is kept twice changes nothing. */
    private void endPolls() {
        for (Lease lease = ended.peek(); lease != null; lease = ended.peek()) {
            leases.end(lease, shutdown.begun());
            ended.remove(lease);
        }
    }

    private synchronized void goOn() {
        try {
            round();
            failing = false;
        } catch (RuntimeException e) {
            // It would end the rounds. The database is away, say: nobody can take a lease then either.
            if (!failing) {
                LOG.warnf("leases wait: cause=%s", e.getClass().getSimpleName());
            }
            failing = true;
        }
    }

    void round() {
        endPolls();
        if (shutdown.begun()) {
            replicas.leave();
            table.letGo();
            return;
        }
        Map<String, RouteState> states = routes.states();
        replicas.beat(states, schedules);
        if (!settledIn) {
            replicas.buryTheDead();
            settledIn = true;
        }
        table.renew();
        if (schedules) {
            table.take(running(states))
                    .forEach(connector -> LOG.infof("connector %s is polled here from now on", connector));
        }
        table.handOver()
                .forEach((connector, other) ->
                        LOG.infof("connector %s is polled by replica %s from now on", connector, other));
    }

    private static Set<String> running(Map<String, RouteState> states) {
        return states.entrySet().stream()
                .filter(state -> state.getValue().running())
                .map(Entry::getKey)
                .collect(toSet());
    }
}
