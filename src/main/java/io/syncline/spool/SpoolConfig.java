package io.syncline.spool;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where and how long webhooks wait for the database. */
@ConfigMapping(prefix = "syncline.spool")
public interface SpoolConfig {
    /** On a disk that outlives the process; by default {@code spool} under {@code syncline.data-dir}. */
    Optional<Path> directory();

    /** Beyond it, senders are told to come again. Larger outlives a longer outage, smaller spares the disk. */
    @WithDefault("256M")
    MemorySize maxSize();

    /** How long a webhook waits for the database. Senders give up after 3 to 15 seconds, so it must be less than 3. */
    @WithDefault("2500ms")
    Duration after();

    /** How often the spool is looked at for what the database can keep now. */
    @WithDefault("1s")
    Duration lookEvery();
}
