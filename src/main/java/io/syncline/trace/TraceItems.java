package io.syncline.trace;

import io.syncline.audit.AuditView;
import io.syncline.event.Kind;
import io.syncline.event.Status;
import io.syncline.ledger.EventHistory;
import io.syncline.ledger.EventView;
import io.syncline.timeline.TimelineItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together what is known of one item. */
@ApplicationScoped
class TraceItems {
    private final Absences absences;

    @Inject
    TraceItems(Absences absences) {
        this.absences = absences;
    }

    /**
     * @param activity null when it is not there
     */
    TraceItem item(
            Question question,
            List<EventHistory> events,
            TimelineItem activity,
            List<AuditView> onEvents,
            List<AuditView> onActivity) {
        List<Absence> absent = absences.of(events, activity != null, onEvents);
        Kind kind = activity != null ? activity.kind() : events.get(0).event().kind();
        return new TraceItem(
                Summary.of(kind, events, activity, absent),
                asked(question, events, activity).orElse(null),
                events.stream().map(EventHistory::event).toList(),
                sightings(events),
                events.stream().mapToLong(EventHistory::moreSightings).sum(),
                attempts(events),
                activity,
                absent,
                Story.of(events, onEvents, onActivity));
    }

    private static Optional<EventView> asked(Question question, List<EventHistory> events, TimelineItem activity) {
        List<EventView> newestFirst = events.stream()
                .map(EventHistory::event)
                .sorted(Comparator.comparing(EventView::receivedAt).reversed())
                .toList();
        return Stream.<java.util.function.Predicate<EventView>>of(
                        event -> event.eventKey().equals(question.text())
                                || question.id().filter(event.id()::equals).isPresent(),
                        event -> event.status() == Status.DEAD || event.status() == Status.RETRYING,
                        event -> activity != null
                                && event.eventKey().equals(activity.source().eventKey()),
                        event -> true)
                .flatMap(test -> newestFirst.stream().filter(test))
                .findFirst();
    }

    private static List<TraceItem.Sighting> sightings(List<EventHistory> events) {
        return events.stream()
                .flatMap(history -> history.sightings().stream()
                        .map(seen -> new TraceItem.Sighting(history.event().eventKey(), seen)))
                .sorted(Comparator.comparing(sighting -> sighting.seen().receivedAt()))
                .toList();
    }

    private static List<TraceItem.Attempt> attempts(List<EventHistory> events) {
        return events.stream()
                .flatMap(history -> history.attempts().stream()
                        .map(attempt -> new TraceItem.Attempt(history.event().eventKey(), attempt)))
                .sorted(Comparator.comparing(attempt -> attempt.attempt().at()))
                .toList();
    }
}
