package io.syncline.trace;

import io.syncline.event.Kind;
import io.syncline.ledger.EventHistory;
import io.syncline.timeline.TimelineItem;
import io.syncline.trace.Absence.Because;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in a sentence where an item is. */
final class Summary {
    private Summary() {}

    /**
     * @param activity null when it is not there
     */
    static String of(Kind kind, List<EventHistory> events, TimelineItem activity, List<Absence> absences) {
        String where = activity == null ? offTimeline(absences) : onTimeline(activity) + waiting(events, absences);
        return word(kind) + " " + where + ". Seen " + times(sightings(events)) + ".";
    }

    private static String offTimeline(List<Absence> absences) {
        Absence first = absences.get(0);
        String yet = first.because() == Because.RETRYING ? " yet" : "";
        String more = absences.size() > 1
                ? " (" + (absences.size() - 1) + " more of its events have a reason of their own)"
                : "";
        return "is not on the timeline" + yet + ": " + first.explanation() + more;
    }

    private static String onTimeline(TimelineItem activity) {
        String state = activity.status() + " at " + Times.text(activity.occurredAt());
        if (activity.associations().isEmpty()) {
            return "is filed, " + state + ", but on nobody's timeline: no account, contact or deal was found for it";
        }
        Map<String, Long> links = activity.associations().stream()
                .collect(Collectors.groupingBy(TimelineItem.LinkedTo::entity, TreeMap::new, Collectors.counting()));
        return "is on the timeline, " + state + ", linked to "
                + links.entrySet().stream()
                        .map(link -> link.getValue() + " " + link.getKey() + (link.getValue() == 1 ? "" : "s"))
                        .collect(Collectors.joining(", "));
    }

    private static String waiting(List<EventHistory> events, List<Absence> absences) {
        return absences.isEmpty()
                ? ""
                : "; " + absences.size() + " of its " + events.size() + " events did not reach it: "
                        + absences.get(0).explanation();
    }

    private static long sightings(List<EventHistory> events) {
        return events.stream()
                .mapToLong(event -> event.sightings().size() + event.moreSightings())
                .sum();
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case EMAIL -> "The e-mail";
            case MEETING -> "The meeting";
            case CALL -> "The call";
            case LEAD -> "The lead";
        };
    }
}
