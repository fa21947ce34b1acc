package io.syncline.backfill;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the machine history may take. */
@ConfigMapping(prefix = "syncline.backfill")
public interface BackfillConfig {
    /** The part of the time that a backfill works, above 0 and up to 1: more is faster, less leaves more to live traffic. */
    @WithDefault("0.5")
    double share();
}
