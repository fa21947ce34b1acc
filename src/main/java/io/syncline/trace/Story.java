package io.syncline.trace;

import io.syncline.audit.AuditView;
import io.syncline.event.Outcome;
import io.syncline.event.Status;
import io.syncline.ledger.EventDetail.Attempt;
import io.syncline.ledger.EventDetail.Seen;
import io.syncline.ledger.EventHistory;
import io.syncline.ledger.EventView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what happened to the events of an item as one story. */
final class Story {
    private final List<StoryLine> lines = new ArrayList<>();

    private Story() {}

    /**
     * @param onEvents what people did to the events
     * @param onActivity how the activity was linked
     */
    static List<StoryLine> of(
            Collection<EventHistory> events, Collection<AuditView> onEvents, Collection<AuditView> onActivity) {
        var story = new Story();
        Map<String, String> keys = new HashMap<>();
        events.forEach(history -> {
            keys.put(history.event().id().toString(), history.event().eventKey());
            story.tell(history);
        });
        onEvents.stream()
                .filter(row -> keys.containsKey(row.entityId()))
                .forEach(row -> story.add(row.at(), keys.get(row.entityId()), decided(row)));
        onActivity.forEach(story::linked);
        // Stable, so that lines of one moment stay in the order in which they were told.
        story.lines.sort(Comparator.comparing(StoryLine::at, Comparator.nullsLast(Comparator.naturalOrder())));
        return List.copyOf(story.lines);
    }

    /** Who did it: a person's name, or Syncline. */
    static String person(AuditView row) {
        return row.actor().replaceFirst("^user:", "");
    }

    private void tell(EventHistory history) {
        EventView event = history.event();
        history.sightings().forEach(seen -> add(seen.receivedAt(), event.eventKey(), seen(seen)));
        if (history.moreSightings() > 0) {
            add(null, event.eventKey(), history.moreSightings() + " more sightings are left out here");
        }
        history.attempts().forEach(attempt -> add(attempt.at(), event.eventKey(), failed(attempt)));
        if (event.status() == Status.APPLIED) {
            add(event.appliedAt(), event.eventKey(), applied(event));
        }
        if (event.nextAttemptAt() != null) {
            add(event.nextAttemptAt(), event.eventKey(), "the next attempt is due");
        }
        if (!history.payloadKept() && event.outcome() != Outcome.EXCLUDED) {
            add(null, event.eventKey(), "its content was erased together with a contact");
        }
        if (event.status() == Status.DISCARDED) {
            add(null, event.eventKey(), "discarded: " + event.reason());
        }
    }

    private static String seen(Seen seen) {
        String where = "by connector " + seen.connector() + " at " + seen.location();
        String often = seen.deliveries() > 1 ? ", delivered " + seen.deliveries() + " times from there" : "";
        if (seen.conflict()) {
            return "seen " + where + often + ": another content under the same key, a conflict; the first one counts";
        }
        return (seen.first() ? "first seen " + where + often : "seen again " + where + often + ": a duplicate");
    }

    private static String failed(Attempt attempt) {
        String end = attempt.result().equals(Outcome.DEAD.word()) ? "; a dead letter" : "; kept, to be tried again";
        return "attempt " + attempt.attempt() + " failed: " + attempt.errorType() + ": " + attempt.error() + end;
    }

    private static String applied(EventView event) {
        return switch (event.outcome()) {
            case CREATED -> "applied: it made the activity";
            case UPDATED -> "applied: it changed the activity";
            case STALE -> "applied: older than what the activity has, so there was nothing to change";
            case EXCLUDED -> "not filed: " + event.reason();
            default -> event.outcome().word();
        };
    }

    private static String decided(AuditView row) {
        Object detail = row.after() == null
                ? null
                : row.after().getOrDefault("reason", row.after().get("outcome"));
        return row.action() + " by " + person(row) + (detail == null ? "" : ": " + detail);
    }

    private void linked(AuditView row) {
        switch (row.action()) {
            case "associated" -> add(row.at(), row.eventKey(), "linked by the rules to " + links(row.after()));
            case "corrected" -> add(row.at(), row.eventKey(), "links decided by " + person(row));
            default -> {
                // That it was made or changed, its events tell.
            }
        }
    }

    private static String links(Map<String, Object> after) {
        return after == null || after.isEmpty()
                ? "nothing"
                : after.entrySet().stream()
                        .map(link -> link.getKey().replace(':', ' ') + " (" + link.getValue() + ")")
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private void add(Instant at, String eventKey, String what) {
        lines.add(new StoryLine(at, eventKey, what));
    }
}
