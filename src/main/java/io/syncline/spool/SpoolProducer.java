package io.syncline.spool;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Opens the spool with the start, which is refused when there can be none: an outage is no time to find that out. */
class SpoolProducer {
    private static final Logger LOG = Logger.getLogger(SpoolProducer.class);

    @Produces
    @Singleton
    Spool spool(
            SpoolConfig config,
            Clock clock,
            @ConfigProperty(name = "syncline.data-dir", defaultValue = "data") Path dataDir) {
        Path directory = config.directory().orElse(dataDir.resolve("spool"));
        try {
            return Spool.open(directory, config.maxSize().asLongValue(), clock);
        } catch (IOException e) {
            throw new ConfigurationException("syncline.spool.directory " + directory.toAbsolutePath()
                    + " cannot be used (" + e + "): expected a directory that this process may create and write");
        }
    }

    void open(@Observes @Priority(2) StartupEvent started, Spool spool) {
        if (!spool.isEmpty()) {
            LOG.infof("%d deliveries wait in the spool for the database", spool.deliveries());
        }
    }

    void close(@Disposes Spool spool) throws IOException {
        spool.close();
    }
}
