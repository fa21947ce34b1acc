package io.syncline.ledger;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.RetryLimits;
import io.syncline.connector.SynclineConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** The rule of each connector; of one that is not configured (any more) that of {@code syncline.retry}. */
@ApplicationScoped
class RetryRules {
    private final Map<String, RetryRule> own;
    private final RetryRule common;

    @Inject
    RetryRules(RetryPolicy policy, SynclineConfig config) {
        common = RetryRule.of(policy, RetryLimits.NONE);
        own = config.connectors().stream()
                .collect(toUnmodifiableMap(
                        ConnectorConfig::id,
                        connector -> RetryRule.of(policy, connector.common().retry())));
    }

    RetryRule of(String connector) {
        return own.getOrDefault(connector, common);
    }

    /** For those that are not in {@link #own}. */
    RetryRule common() {
        return common;
    }

    Map<String, RetryRule> own() {
        return own;
    }
}
