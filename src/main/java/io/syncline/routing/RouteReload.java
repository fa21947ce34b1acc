package io.syncline.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the running routes equal to the files of the routes directory. A file that cannot be taken is refused, named
 * once in the log and kept in the status, and what ran of it goes on running.
 */
@ApplicationScoped
public class RouteReload {
    private static final Logger LOG = Logger.getLogger(RouteReload.class);

    private final RoutesDirectory directory;
    private final LiveRoutes live;
    private final ConnectorRoutes connectors;
    private final Clock clock;

    private List<RouteFile> lastSeen = List.of();
    private List<RouteFile> lastTaken = List.of();
    private List<RouteProblem> refused = List.of();
    private Instant changedAt;
    private volatile boolean started;

    @Inject
    RouteReload(
            CamelContext context,
            ConnectorRoutes connectors,
            Clock clock,
            @ConfigProperty(name = "syncline.routes-dir", defaultValue = "routes") Path directory) {
        this.directory = new RoutesDirectory(directory);
        this.live = new LiveRoutes(context, connectors);
        this.connectors = connectors;
        this.clock = clock;
    }

    /**
     * What the running routes are made of.
     *
     * @param changedAt when the running routes last changed
     * @param files the files whose routes run, some perhaps in an older version
     * @param refused the files whose present version does not run, with the reason
     */
    public record Status(Instant changedAt, List<String> files, List<RouteProblem> refused) {
        public Status {
            files = List.copyOf(files);
            refused = List.copyOf(refused);
        }
    }

    public synchronized Status status() {
        return new Status(changedAt, live.files(), refused);
    }

    /** Whether the routes were loaded; never waits, as {@link #status} may while routes are replaced. */
    public boolean started() {
        return started;
    }

    /**
     * Loads all files and starts the connectors.
     *
     * @throws RouteFileException the first file that cannot be taken
     */
    synchronized void start() {
        try {
            lastSeen = directory.read();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "syncline.routes-dir=" + directory.path() + " cannot be read; expected a directory of route files",
                    e);
        }
        for (var refusal : take(lastSeen)) {
            throw refusal;
        }
        connectors.startAll();
        started = true;
        LOG.infof("%d route files run from %s", live.files().size(), directory.path());
    }

    /**
     * Looks for changes and takes them. A change is taken when two looks in a row see the same, so that a file that is
     * being written is not read half. A directory that cannot be read changes nothing.
     */
    synchronized void look() {
        var files = read();
        if (files.isEmpty()) {
            return;
        }
        boolean settled = files.get().equals(lastSeen);
        lastSeen = files.get();
        if (settled && !lastSeen.equals(lastTaken)) {
            report(take(lastSeen).stream().map(RouteFileException::problem).toList());
        }
    }

    private Optional<List<RouteFile>> read() {
        try {
            return Optional.of(directory.read());
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf("%s cannot be read (%s); what runs goes on", directory.path(), e.getMessage());
            return Optional.empty();
        }
    }

    private List<RouteFileException> take(List<RouteFile> files) {
        lastTaken = files;
        var plan = live.plan(files);
        var refusals = new ArrayList<>(plan.refused());
        if (!plan.changed().isEmpty() || !plan.outdated().isEmpty()) {
            refusals.addAll(live.apply(plan));
            changedAt = clock.instant();
        }
        return refusals;
    }

    private void report(List<RouteProblem> problems) {
        problems.stream()
                .filter(problem -> !refused.contains(problem))
                .forEach(problem -> LOG.errorf("route file refused, what ran goes on: %s", problem));
        refused = problems;
    }
}
