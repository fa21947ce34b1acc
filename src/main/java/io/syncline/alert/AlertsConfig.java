package io.syncline.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How owners of connectors are told; without a mail server and a webhook nobody is. */
@ConfigMapping(prefix = "syncline.alerts")
public interface AlertsConfig {
    /** By which each digest goes to the owner's address. */
    Optional<Mail> mail();

    /** To which each digest is posted as JSON, with its owner; {@code text} is what chat systems show. */
    Optional<URI> webhook();

    /** How long a connector must be in trouble before anybody hears of it: longer is calmer, shorter is sooner. */
    @WithDefault("2m")
    Duration after();

    /** An owner gets at most one digest in this time; what comes meanwhile is in the next. */
    @WithDefault("15m")
    Duration digestEvery();

    /** How often it is looked whether there is something to tell. */
    @WithDefault("30s")
    Duration lookEvery();

    /** A mail server that takes mail for owners. (Without defaults: with one, all of it would always be there.) */
    interface Mail {
        String host();

        /** 587 unless it is given. */
        OptionalInt port();

        /** STARTTLS unless it is given. */
        Optional<Tls> tls();

        Optional<String> username();

        Optional<String> password();

        /** The sender's address. */
        String from();
    }

    /** The words of the configuration. */
    enum Tls {
        IMPLICIT,
        STARTTLS,
        NONE
    }
}
