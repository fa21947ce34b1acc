package io.syncline.operation;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorPause;
import io.syncline.connector.ConnectorPauses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Pauses the polls of a source, and resumes them. What a source sends by itself is always taken: it might not send it
 * again.
 */
@ApplicationScoped
public class ConnectorPausing {
    private final ConnectorPauses pauses;
    private final Audit audit;
    private final Clock clock;

    @Inject
    ConnectorPausing(ConnectorPauses pauses, Audit audit, Clock clock) {
        this.pauses = pauses;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A poll that is under way ends as it would; no other begins.
     *
     * @throws IllegalStateException if it is paused already, or its source calls by itself
     */
    @Transactional
    public void pause(ConnectorConfig connector, String reason, String user) {
        if (!connector.pulls()) {
            throw new IllegalStateException("connector " + connector.id()
                    + " is not polled: its source calls by itself, and what it sends is always taken");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!pauses.begin(connector.id(), new ConnectorPause(now, user, reason))) {
            throw new IllegalStateException("connector " + connector.id() + " is paused already");
        }
        record(connector, "paused", null, Map.of("reason", reason), user);
    }

    /**
     * The next poll comes at its time.
     *
     * @throws IllegalStateException if it is not paused
     */
    @Transactional
    public void resume(ConnectorConfig connector, String user) {
        ConnectorPause pause = pauses.of(connector.id())
                .orElseThrow(() -> new IllegalStateException("connector " + connector.id() + " is not paused"));
        pauses.end(connector.id());
        Map<String, Object> before = Map.of(
                "reason",
                pause.reason(),
                "by",
                pause.by(),
                "since",
                pause.since().toString());
        record(connector, "resumed", before, null, user);
    }

    private void record(
            ConnectorConfig connector,
            String action,
            Map<String, Object> before,
            Map<String, Object> after,
            String user) {
        audit.record(new AuditEntry(
                "connector",
                connector.id(),
                action,
                before,
                after,
                "person",
                null,
                null,
                connector.id(),
                "user:" + user));
    }
}
