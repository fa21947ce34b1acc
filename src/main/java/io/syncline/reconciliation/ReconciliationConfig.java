package io.syncline.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** When checks are due, and what they look at then. */
@ConfigMapping(prefix = "syncline.reconciliation")
public interface ReconciliationConfig {
    /** Who mends what is of no connector, such as a contact that is there twice. */
    Optional<String> owner();

    Parity parity();

    Consistency consistency();

    Mapping mapping();

    /** The sources' own lists against ledger and CRM. */
    interface Parity {
        /** Unix cron in UTC; off for never. */
        @WithDefault("15 3 * * *")
        String cron();

        /** How many days back a scheduled run looks: more finds older drift, less spares the sources. */
        @WithDefault("30")
        int days();

        /** Whether scheduled runs fetch and apply what is missing. */
        @WithDefault("true")
        boolean repair();

        /** Items that are younger may be on their way still, and are no drift. */
        @WithDefault("1h")
        Duration grace();
    }

    /** The CRM against itself and the ledger. */
    interface Consistency {
        /** Unix cron in UTC; off for never. */
        @WithDefault("45 3 * * 0")
        String cron();

        /** Whether scheduled runs associate activities again whose links today's evidence contradicts. */
        @WithDefault("false")
        boolean repair();
    }

    /** What sources sent against what their mappings read. */
    interface Mapping {
        /** Unix cron in UTC; off for never. */
        @WithDefault("45 4 1 * *")
        String cron();

        /** How many days back a run looks that names no first day. */
        @WithDefault("31")
        int days();
    }
}
