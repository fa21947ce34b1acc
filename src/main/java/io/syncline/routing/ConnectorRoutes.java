package io.syncline.routing;

import static java.util.stream.Collectors.toMap;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.connector.ImapConfig;
import io.syncline.lease.RouteState;
import io.syncline.routing.TemplateRoutes.MissingTemplateException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The routes that run connectors: each enabled connector that is polled gets one from the template of its type and one
 * that fires it. A connector whose routes cannot be made stands still with a reason, and the others run.
 */
@ApplicationScoped
public class ConnectorRoutes {
    static final String CONNECTOR = "connector";
    static final String POLL_ENDPOINT = "direct:poll-";
    static final String POLL_SUFFIX = "-poll";
    private static final String SCHEDULE = "connector-schedule";
    private static final Logger LOG = Logger.getLogger(ConnectorRoutes.class);

    private final TemplateRoutes routes;
    private final BiConsumer<String, String> failed;
    private final Runnable changed;
    private final boolean schedules;
    private final Map<String, ConnectorConfig> polled = new LinkedHashMap<>();
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private final Map<String, Boolean> wanted = new TreeMap<>();
    private boolean started;

    @Inject
    ConnectorRoutes(
            CamelContext context,
            Connectors connectors,
            ConnectorStatuses statuses,
            LeaseKeeper keeper,
            @ConfigProperty(name = "syncline.schedules.enabled", defaultValue = "true") boolean schedules) {
        this(context, connectors.all(), statuses::failed, keeper::soon, schedules);
    }

    ConnectorRoutes(
            CamelContext context,
            Iterable<ConnectorConfig> connectors,
            BiConsumer<String, String> failed,
            boolean schedules) {
        this(context, connectors, failed, () -> {}, schedules);
    }

    private ConnectorRoutes(
            CamelContext context,
            Iterable<ConnectorConfig> connectors,
            BiConsumer<String, String> failed,
            Runnable changed,
            boolean schedules) {
        this.routes = new TemplateRoutes(context);
        this.failed = failed;
        this.changed = changed;
        this.schedules = schedules;
        for (var connector : connectors) {
            if (connector.pulls()) {
                polled.put(connector.id(), connector);
                wanted.put(connector.id(), connector.enabled());
            }
        }
    }

    /**
     * How the routes of each connector that is polled are here. It never waits, as the other methods do while a route that
     * is replaced ends its poll.
     */
    Map<String, RouteState> states() {
        return polled.keySet().stream().collect(toMap(id -> id, this::state));
    }

    /** Connectors that are called by their source have no routes of their own and always run. */
    RouteState state(String connector) {
        var config = polled.get(connector);
        if (config == null) {
            return RouteState.RUNNING;
        }
        boolean running = routes.status(pollRoute(config)) == ServiceStatus.Started;
        return new RouteState(running, Optional.ofNullable(problems.get(connector)));
    }

    /**
     * @throws IllegalArgumentException if the connector is not configured or is not polled
     * @throws IllegalStateException if it does not run, with the reason
     */
    void requireRunning(String connector) {
        config(connector);
        var state = state(connector);
        if (!state.running()) {
            throw new IllegalStateException("connector " + connector + " does not run: "
                    + state.problem().orElse("it is stopped"));
        }
    }

    /** Stops polling a connector; a poll that runs is let to its end. */
    public synchronized void stop(String connector) throws Exception {
        var config = config(connector);
        wanted.put(connector, false);
        problems.remove(connector);
        routes.remove(scheduleRoute(config));
        routes.remove(pollRoute(config));
        changed.run();
    }

    /**
     * Starts polling a connector.
     *
     * @throws IllegalStateException if its routes cannot be made, with the reason
     */
    public synchronized void start(String connector) {
        var config = config(connector);
        wanted.put(connector, true);
        Optional<Exception> refused = tryAdd(config);
        changed.run();
        refused.ifPresent(problem -> {
            throw new IllegalStateException(problem.getMessage(), problem);
        });
    }

    /** Makes the routes of all enabled connectors, after the templates have been loaded. */
    synchronized void startAll() {
        started = true;
        polled.values().stream().filter(this::wanted).forEach(this::tryAdd);
        changed.run();
    }

    /** Stops and removes the routes made from a template, before the template is removed or replaced. */
    synchronized void detach(String template) throws Exception {
        for (var config : polled.values()) {
            if (template.equals(SCHEDULE) || template.equals(template(config))) {
                routes.remove(scheduleRoute(config));
            }
            if (template.equals(template(config))) {
                routes.remove(pollRoute(config));
            }
        }
    }

    /**
     * Makes the routes again after their template has changed; that another template is missing is no fault of this one.
     *
     * @throws Exception the first route that does not start
     */
    synchronized void attach(String template) throws Exception {
        for (var config : polled.values()) {
            boolean concerned = template.equals(SCHEDULE) || template.equals(template(config));
            if (started && concerned && wanted(config)) {
                try {
                    add(config);
                } catch (MissingTemplateException e) {
                    keepProblem(config, e);
                }
            }
        }
    }

    private Optional<Exception> tryAdd(ConnectorConfig config) {
        try {
            add(config);
            return Optional.empty();
        } catch (Exception e) {
            keepProblem(config, e);
            return Optional.of(e);
        }
    }

    private void keepProblem(ConnectorConfig config, Exception e) {
        String reason = "its routes cannot be made: " + RouteErrors.reason(e);
        if (!reason.equals(problems.put(config.id(), reason))) {
            LOG.errorf("connector %s does not run: %s", config.id(), reason);
            tell(config.id(), reason);
        }
    }

    private void tell(String connector, String reason) {
        try {
            failed.accept(connector, reason);
        } catch (RuntimeException e) {
            LOG.warnf("the status of connector %s cannot be kept now: %s", connector, RouteErrors.reason(e));
        }
    }

    private void add(ConnectorConfig config) throws Exception {
        routes.add(pollRoute(config), template(config), Map.of(CONNECTOR, config.id()));
        if (schedules) {
            long period = pollEvery(config).toMillis();
            routes.add(scheduleRoute(config), SCHEDULE, Map.of(CONNECTOR, config.id(), "period", period));
        }
        problems.remove(config.id());
    }

    private boolean wanted(ConnectorConfig config) {
        return wanted.get(config.id());
    }

    private ConnectorConfig config(String connector) {
        var config = polled.get(connector);
        if (config == null) {
            throw new IllegalArgumentException("connector " + connector + " is not polled");
        }
        return config;
    }

    private static String pollRoute(ConnectorConfig config) {
        return template(config) + "-" + config.id();
    }

    private static String scheduleRoute(ConnectorConfig config) {
        return SCHEDULE + "-" + config.id();
    }

    private static String template(ConnectorConfig config) {
        return (config instanceof ImapConfig ? "imap" : "calendar") + POLL_SUFFIX;
    }

    private static Duration pollEvery(ConnectorConfig config) {
        return config instanceof ImapConfig mail ? mail.pollEvery() : ((CalendarConfig) config).pollEvery();
    }
}
