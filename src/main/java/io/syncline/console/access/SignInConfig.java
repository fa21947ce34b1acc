package io.syncline.console.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How people stay signed in, and how often they may be wrong. */
@ConfigMapping(prefix = "syncline.sign-in")
public interface SignInConfig {
    /** Without a click for this long a person is signed out: long enough to read, short for a desk that is left. */
    @WithDefault("1h")
    Duration idle();

    /** This long after signing in, a person signs in again, whatever they did: a stolen session ends then, too. */
    @WithDefault("12h")
    Duration longest();

    /** So many wrong passwords for one name, and five times as many from one address, are answered within {@link #pause}. */
    @WithDefault("10")
    int tries();

    /** How long after the first of too many wrong passwords further ones are refused unread. */
    @WithDefault("5m")
    Duration pause();
}
