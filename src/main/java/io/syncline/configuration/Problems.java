package io.syncline.configuration;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is wrong with the configuration, all of it, a line each. A secret's value is never part of a line. */
final class Problems {
    private final Set<String> lines = new LinkedHashSet<>();

    void missing(String key, String expectation) {
        lines.add(key + ": missing; expected " + expectation);
    }

    void bad(String key, String value, String expectation) {
        lines.add(key + ": \"" + value + "\"; expected " + expectation);
    }

    void badSecret(String key, String expectation) {
        lines.add(key + ": a value that is not shown here; expected " + expectation);
    }

    void unknown(String key, String name, Collection<String> known) {
        String near = NearMiss.of(name, known)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
        lines.add(key + ": unknown key; expected one of " + String.join(", ", known) + near);
    }

    void add(String key, String problem) {
        lines.add(key + ": " + problem);
    }

    /**
     * @throws ConfigurationException if there are any
     */
    void refuse() {
        if (!lines.isEmpty()) {
            throw new ConfigurationException("The configuration of Syncline has "
                    + (lines.size() == 1 ? "a problem" : lines.size() + " problems") + ":\n  "
                    + String.join("\n  ", lines));
        }
    }
}
