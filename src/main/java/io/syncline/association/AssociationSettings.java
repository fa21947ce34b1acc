package io.syncline.association;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Which rules link activities, and in what order. */
@ConfigMapping(prefix = "syncline.association")
interface AssociationSettings {
    /**
     * The rules in their order: identity, company-domain, thread, series, open-deal. What an earlier one has said of a
     * person or of an activity, a later one leaves as it is; a rule that is left out links nothing.
     */
    @WithDefault("identity,company-domain,thread,series,open-deal")
    List<AssociationRule> rules();

    /**
     * Of several open deals that fit equally, the one that was opened last is taken when all others were opened at least
     * this much earlier; closer ones are for a person to choose from. Only deals that say when they were opened count.
     */
    @WithDefault("90d")
    Duration dealRecency();
}
