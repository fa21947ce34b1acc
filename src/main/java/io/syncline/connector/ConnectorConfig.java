package io.syncline.connector;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A connector as it is configured under {@code syncline.connectors.<id>}; valid once it exists. */
public sealed interface ConnectorConfig permits ImapConfig, CalendarConfig, TelephonyConfig, LeadFormConfig {
    Common common();

    /** The word of the configuration: imap, google-calendar, telephony or lead-form. */
    String type();

    default String id() {
        return common().id();
    }

    default boolean enabled() {
        return common().enabled();
    }

    /** Whether Syncline reads the source (true) or the source calls Syncline. */
    default boolean pulls() {
        return this instanceof ImapConfig || this instanceof CalendarConfig;
    }

    /** The folders or calendars that are read, each with a checkpoint of its own; none where the source calls. */
    default List<String> scopes() {
        if (this instanceof ImapConfig mail) {
            return mail.folders();
        }
        return this instanceof CalendarConfig calendar ? calendar.calendars() : List.of();
    }

    /**
     * What every connector has.
     *
     * @param owner who mends it: an e-mail address
     * @param dedupWindow how long equal content is the same item, where the source gives no stable id
     * @param failureThreshold failures in a row after which it counts as failing
     * @param lagThreshold lag after which it counts as lagging
     * @param silentAfter how long a source that calls by itself may be quiet before it counts as silent
     * @param retry limits of its own for retries
     * @param retention how long raw items are kept; empty: for ever
     */
    record Common(
            String id,
            String owner,
            boolean enabled,
            Duration dedupWindow,
            int failureThreshold,
            Duration lagThreshold,
            Duration silentAfter,
            RetryLimits retry,
            Optional<Duration> retention) {
        /** Without limits of its own for retries and for raw items. */
        public Common(
                String id,
                String owner,
                boolean enabled,
                Duration dedupWindow,
                int failureThreshold,
                Duration lagThreshold,
                Duration silentAfter) {
            this(
                    id,
                    owner,
                    enabled,
                    dedupWindow,
                    failureThreshold,
                    lagThreshold,
                    silentAfter,
                    RetryLimits.NONE,
                    Optional.empty());
        }
    }
}
