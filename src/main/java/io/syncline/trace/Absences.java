package io.syncline.trace;

import io.syncline.audit.AuditView;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.ledger.EventHistory;
import io.syncline.ledger.EventView;
import io.syncline.trace.Absence.Because;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says why events are not on the timeline, and what to do. */
@ApplicationScoped
class Absences {
    private final Connectors connectors;

    @Inject
    Absences(Connectors connectors) {
        this.connectors = connectors;
    }

    /**
     * @param filed whether the activity is there
     * @param audit what people did to the events
     */
    List<Absence> of(List<EventHistory> events, boolean filed, List<AuditView> audit) {
        return events.stream()
                .flatMap(event -> absence(event, filed, audit).stream())
                .sorted(Comparator.comparing(Absence::because))
                .toList();
    }

    private Optional<Absence> absence(EventHistory history, boolean filed, List<AuditView> audit) {
        EventView event = history.event();
        return switch (event.outcome()) {
            case CREATED, UPDATED, STALE, DUPLICATE -> filed ? Optional.empty() : Optional.of(missing(event));
            case EXCLUDED -> Optional.of(absence(event, Because.EXCLUDED, excluded(history), null));
            case RETRYING -> Optional.of(absence(event, Because.RETRYING, retrying(event), null));
            case DEAD -> Optional.of(absence(event, Because.DEAD, dead(history), remedy(history)));
            case DISCARDED -> Optional.of(absence(event, Because.DISCARDED, discarded(event, audit), null));
        };
    }

    private Absence missing(EventView event) {
        return absence(
                event,
                Because.MISSING,
                "it was applied at " + Times.text(event.appliedAt()) + ", and its activity is not in the CRM any more",
                owner(event).orElse("somebody") + " finds out who deleted the row beside Syncline");
    }

    private static String excluded(EventHistory history) {
        return "a rule keeps it off the timeline: " + history.event().reason()
                + (history.payloadKept() ? "" : "; its content was not kept");
    }

    private static String retrying(EventView event) {
        return "attempt " + event.attempts() + " failed: " + event.error() + "; the next is at "
                + Times.text(event.nextAttemptAt());
    }

    private static String dead(EventHistory history) {
        Instant since = history.attempts().stream()
                .map(attempt -> attempt.at())
                .max(Comparator.naturalOrder())
                .orElse(history.event().receivedAt());
        return "it is a dead letter since " + Times.text(since) + ": "
                + history.event().error();
    }

    private String remedy(EventHistory history) {
        EventView event = history.event();
        if (!history.payloadKept()) {
            return "it cannot be replayed, as its content was not kept: discard it with a reason";
        }
        String decide = "POST /api/v1/events/" + event.id() + "/replay, or discard it with a reason";
        return owner(event)
                .map(owner -> owner + " owns connector " + event.connector() + " and mends the cause; then " + decide)
                .orElse("connector " + event.connector()
                        + " is not configured any more, so nobody owns it: configure it," + " then " + decide);
    }

    private static String discarded(EventView event, List<AuditView> audit) {
        return audit.stream()
                        .filter(row -> row.action().equals("discarded"))
                        .filter(row -> row.entityId().equals(event.id().toString()))
                        .reduce((earlier, later) -> later)
                        .map(row -> "discarded by " + Story.person(row) + " at " + Times.text(row.at()))
                        .orElse("discarded")
                + ": " + event.reason();
    }

    private Absence absence(EventView event, Because because, String explanation, String remedy) {
        return new Absence(
                event.id(),
                event.eventKey(),
                because,
                explanation,
                owner(event).orElse(null),
                event.nextAttemptAt(),
                remedy);
    }

    private Optional<String> owner(EventView event) {
        return connectors.find(event.connector()).map(ConnectorConfig::common).map(ConnectorConfig.Common::owner);
    }
}
