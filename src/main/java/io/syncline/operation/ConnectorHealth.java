package io.syncline.operation;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorStatus;
import io.syncline.connector.ImapConfig;
import io.syncline.lease.RouteState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The state of a connector and the reason for it, in a sentence.
 *
 * @param reason null for a healthy one
 */
public record ConnectorHealth(ConnectorState state, String reason) {
    private static final ConnectorHealth HEALTHY = new ConnectorHealth(ConnectorState.HEALTHY, null);

    /**
     * What is known of a connector.
     *
     * @param lastSuccess of a polled source the last read, of another the last delivery; null when there was none
     * @param lookEvery how often a polled source is looked at
     */
    record Facts(
            ConnectorConfig config,
            RouteState routes,
            Reads reads,
            Instant lastSuccess,
            Duration lookEvery,
            Instant now) {
        /** Before this, what should have happened since has not. */
        private Instant lately(Duration patience) {
            return now.minus(patience);
        }
    }

    /**
     * What became of the reads of a polled source and of the looks at it; each time is null until there is one.
     *
     * @param lookedAt when it was last looked at
     * @param unread items that it held beyond the checkpoint then
     * @param laggingSince since when looks have found such items
     * @param stillSince since when they have, and the checkpoint has not moved
     */
    record Reads(
            int failuresInARow,
            String lastError,
            Instant lookedAt,
            long unread,
            Instant laggingSince,
            Instant stillSince) {
        static final Reads NONE = new Reads(0, null, null, 0, null, null);

        static Reads of(ConnectorStatus status) {
            return new Reads(
                    status.consecutiveFailures(),
                    status.lastError(),
                    status.lookedAt(),
                    status.sourceLag(),
                    status.laggingSince(),
                    status.stillSince());
        }
    }

    static ConnectorHealth of(Facts facts) {
        ConnectorConfig config = facts.config();
        if (!config.enabled()) {
            return new ConnectorHealth(ConnectorState.STOPPED, "it is not enabled in the configuration");
        }
        int failures = facts.reads().failuresInARow();
        if (facts.routes().problem().isPresent()) {
            return new ConnectorHealth(
                    ConnectorState.FAILING, facts.routes().problem().get());
        }
        if (failures >= config.common().failureThreshold()) {
            return new ConnectorHealth(
                    ConnectorState.FAILING,
                    failures + " reads failed in a row: " + facts.reads().lastError());
        }
        if (!facts.routes().running()) {
            return new ConnectorHealth(ConnectorState.STOPPED, "its routes are stopped");
        }
        return config.pulls() ? polled(facts) : called(facts);
    }

    private static ConnectorHealth called(Facts facts) {
        Duration patience = facts.config().common().silentAfter();
        Instant last = facts.lastSuccess();
        if (last != null && !last.isBefore(facts.lately(patience))) {
            return HEALTHY;
        }
        String since =
                last == null ? "its source has never called" : "its source has not called since " + seconds(last);
        return silent(since + ": look whether the provider has switched the webhook off");
    }

    private static ConnectorHealth polled(Facts facts) {
        Duration threshold = facts.config().common().lagThreshold();
        Instant still = facts.reads().stillSince();
        Instant looked = facts.reads().lookedAt();
        Instant lagging = facts.reads().laggingSince();
        long lag = facts.reads().unread();
        if (still != null && still.isBefore(facts.lately(patience(facts)))) {
            return stuck(
                    facts,
                    "its source holds " + lag + " items beyond the checkpoint, which has not moved since "
                            + seconds(still) + (facts.lastSuccess() == null ? "" : ", whatever the polls report"));
        }
        // A poll that reads a large backlog goes through when it is read, which may take hours: the checkpoint tells.
        boolean reading = still != null && still.isAfter(lagging);
        if (!reading && isLongAgo(facts.lastSuccess(), longest(threshold, polls(facts)), facts)) {
            return stuck(
                    facts,
                    facts.lastSuccess() == null
                            ? "it has never been read to the end"
                            : "it has not been read to the end since " + seconds(facts.lastSuccess()));
        }
        if (isLongAgo(looked, threshold.plus(facts.lookEvery().multipliedBy(3)), facts)) {
            return silent(
                    looked == null
                            ? "its source was not looked at yet"
                            : "its source could not be looked at since " + seconds(looked));
        }
        if (lagging != null && lagging.isBefore(facts.lately(threshold))) {
            return new ConnectorHealth(
                    ConnectorState.LAGGING,
                    "its source has held items that are not read since " + seconds(lagging) + ", " + lag
                            + " at the last look; it is reading");
        }
        return HEALTHY;
    }

    /** Long enough for a poll that is about to come, and for a look after it. */
    private static Duration patience(Facts facts) {
        return longest(polls(facts), facts.lookEvery().multipliedBy(2));
    }

    /** So many polls may be late before it means something. */
    private static Duration polls(Facts facts) {
        Duration poll = facts.config() instanceof ImapConfig mail
                ? mail.pollEvery()
                : facts.config() instanceof CalendarConfig calendar ? calendar.pollEvery() : Duration.ZERO;
        return poll.multipliedBy(3);
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static boolean isLongAgo(Instant time, Duration patience, Facts facts) {
        return time == null || time.isBefore(facts.lately(patience));
    }

    /** Who fails is not silent. */
    private static ConnectorHealth stuck(Facts facts, String reason) {
        return facts.reads().failuresInARow() == 0
                ? silent(reason)
                : new ConnectorHealth(
                        ConnectorState.FAILING,
                        reason + "; the last poll failed: " + facts.reads().lastError());
    }

    private static ConnectorHealth silent(String reason) {
        return new ConnectorHealth(ConnectorState.SILENT, reason);
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
