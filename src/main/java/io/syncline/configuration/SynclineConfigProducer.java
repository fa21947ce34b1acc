package io.syncline.configuration;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.SynclineConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Gives the validated configuration, and refuses the start when it is wrong. */
class SynclineConfigProducer {
    private static final Logger LOG = Logger.getLogger(SynclineConfigProducer.class);

    @Produces
    @Singleton
    SynclineConfig syncline(Config config) {
        return new SynclineConfigReader(config.unwrap(SmallRyeConfig.class)).read(passwordNeeded(config));
    }

    /** Early, so that wrong configuration is told before anything runs. */
    void start(@Observes @Priority(1) StartupEvent event, SynclineConfig config) {
        long enabled =
                config.connectors().stream().filter(ConnectorConfig::enabled).count();
        LOG.infof(
                "%d of %d connectors are enabled", enabled, config.connectors().size());
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            LOG.info(
                    "Development: sign in as admin with password admin, unless SYNCLINE_ADMIN_PASSWORD says otherwise");
        }
    }

    /** With an OpenID Connect provider people sign in there, and nobody needs a password here. */
    private static boolean passwordNeeded(Config config) {
        boolean oidc = config.getOptionalValue("quarkus.oidc.auth-server-url", String.class)
                .isPresent();
        return !LaunchMode.current().isDevOrTest() && !oidc;
    }
}
