package io.syncline.database;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/**
 * Gives the datasource its URL, user and password, and Flyway the owner's, when {@code quarkus.datasource.jdbc.url} is
 * not set: those of the embedded PostgreSQL, which it starts. One server serves all starts of the application in a JVM (tests, live reload).
 */
public final class EmbeddedDatabaseConfigSourceFactory implements ConfigSourceFactory {
    private static final Logger LOG = Logger.getLogger(EmbeddedDatabaseConfigSourceFactory.class);

    /** Only the configuration of a running application has it; that of a build or of a test launcher does not. */
    private static final String RUN_TIME_ONLY = "quarkus.uuid";

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String USERNAME = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";
    private static final String OWNER = "quarkus.flyway.username";
    private static final String OWNER_PASSWORD = "quarkus.flyway.password";

    /** More than the grace period of requests and routes. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

    /** In system properties, since each start may have a class loader of its own. Not under syncline, which is validated. */
    private static final String SHARED = "io.syncline.database.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (isSet(context, URL) || !isSet(context, RUN_TIME_ONLY)) {
            return List.of();
        }
        var dataDir = context.getValue("syncline.data-dir");
        boolean named = dataDir != null
                && dataDir.getValue() != null
                && !dataDir.getValue().isBlank();
        Path path =
                Path.of(named ? dataDir.getValue() : "data").toAbsolutePath().normalize();
        return List.of(new PropertiesConfigSource(connection(path), "embedded PostgreSQL", 100));
    }

    private static boolean isSet(ConfigSourceContext context, String name) {
        var value = context.getValue(name);
        return value != null && value.getValue() != null && !value.getValue().isBlank();
    }

    private static synchronized Map<String, String> connection(Path dataDir) {
        if (!dataDir.toString().equals(System.getProperty(SHARED + "data-dir"))) {
            start(dataDir);
        }
        return Map.of(
                URL, System.getProperty(SHARED + "url"),
                USERNAME, System.getProperty(SHARED + "user"),
                PASSWORD, System.getProperty(SHARED + "password"),
                OWNER, EmbeddedDatabase.OWNER,
                OWNER_PASSWORD, System.getProperty(SHARED + "owner-password"));
    }

    private static void start(Path dataDir) {
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(dataDir);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database), "embedded-postgresql-stop"));
            System.setProperty(SHARED + "url", database.jdbcUrl());
            System.setProperty(SHARED + "user", database.application().name());
            System.setProperty(SHARED + "password", database.application().password());
            System.setProperty(SHARED + "owner-password", database.ownerPassword());
            System.setProperty(SHARED + "data-dir", dataDir.toString());
        } catch (IOException e) {
            LOG.debug("the embedded PostgreSQL does not start", e);
            // Without the cause: Quarkus prints a ConfigurationException's message alone when it is the root.
            throw new ConfigurationException("syncline.data-dir " + dataDir + ": " + e.getMessage());
        }
    }

    private static void stop(EmbeddedDatabase database) {
        awaitApplication();
        try {
            database.close();
        } catch (IOException e) {
            throw new IllegalStateException("the embedded PostgreSQL did not stop", e);
        }
    }

    /** The hooks of a JVM run side by side, and the application needs its database until it has stopped. */
    private static void awaitApplication() {
        Application application = Application.currentApplication();
        if (application == null) {
            return;
        }
        var stopped = new Thread(application::awaitShutdown, "application-stop");
        stopped.setDaemon(true);
        stopped.start();
        try {
            stopped.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
