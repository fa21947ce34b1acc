package io.syncline.faults;

import java.util.Map;

/**
 * How a {@link World} is made.
 *
 * @param external whether Syncline has a PostgreSQL of the harness's; else its embedded one
 * @param replicas how many Synclines share it
 * @param settings environment variables that configure them beside what all have
 */
record Plan(boolean external, int replicas, Map<String, String> settings) {
    static final Plan EMBEDDED = new Plan(false, 1, Map.of());
    static final Plan EXTERNAL = new Plan(true, 1, Map.of());
    static final Plan REPLICAS = new Plan(true, 2, Map.of());

    /** Two that give each other up sooner than by default, so that a test need not wait for long. */
    static final Plan IMPATIENT_REPLICAS = new Plan(true, 2, Map.of("SYNCLINE_LEASE_DURATION", "2s"));

    Plan {
        settings = Map.copyOf(settings);
        if (replicas > 1 && !external) {
            throw new IllegalArgumentException("an embedded PostgreSQL serves one, not " + replicas);
        }
    }
}
