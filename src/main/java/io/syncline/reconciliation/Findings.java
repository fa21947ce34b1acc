package io.syncline.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** What people do with findings: look, accept with a reason, take that back. Each change is an audit row. */
@ApplicationScoped
public class Findings {
    private static final String ENTITY = "finding";

    private final StatelessSession session;
    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Findings(StatelessSession session, Audit audit, ObjectMapper json, Clock clock) {
        this.session = session;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    public Optional<Finding> find(UUID id) {
        return Optional.ofNullable(session.get(FindingRow.class, id)).map(this::view);
    }

    /** Those that were seen last first. */
    @Transactional
    public Page<Finding> list(FindingFilter filter, PageRequest request) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        where(
                conditions,
                values,
                "f.state = :state",
                filter.state() == null ? null : filter.state().word());
        where(conditions, values, "f.checkName = :check", filter.check());
        where(conditions, values, "f.connector = :connector", filter.connector());
        where(conditions, values, "f.kind = :kind", filter.kind());
        request.after().ifPresent(after -> {
            conditions.add("(f.lastSeen, f.id) < (:time, :id)");
            values.put("time", after.instant());
            values.put("id", after.id());
        });
        if (filter.run() != null) {
            conditions.add("f.id in (select r.findingId from ReportRow r where r.runId = :run)");
            values.put("run", filter.run());
        }
        List<FindingRow> rows = session.createSelectionQuery(
                        "from FindingRow f "
                                + (conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions))
                                + " order by f.lastSeen desc, f.id desc",
                        FindingRow.class)
                .setProperties(values)
                .setMaxResults(request.limit() + 1)
                .list();
        return Page.of(rows, request.limit(), row -> Cursor.of(row.lastSeen, row.id))
                .map(this::view);
    }

    private static void where(List<String> conditions, Map<String, Object> values, String condition, String value) {
        if (value != null) {
            conditions.add(condition);
            values.put(condition.substring(condition.indexOf(':') + 1), value);
        }
    }

    /**
     * Accepts that it is so: runs see it still, and neither mend it nor count it.
     *
     * @return empty when there is no such finding
     * @throws IllegalStateException if it is repaired or closed
     */
    @Transactional
    public Optional<Finding> accept(UUID id, String reason, String user) {
        return change(id, user, FindingState.ACCEPTED, reason);
    }

    /**
     * Takes back that it was accepted.
     *
     * @return empty when there is no such finding
     * @throws IllegalStateException if it is repaired or closed
     */
    @Transactional
    public Optional<Finding> reopen(UUID id, String user) {
        return change(id, user, FindingState.OPEN, null);
    }

    private Optional<Finding> change(UUID id, String user, FindingState state, String reason) {
        FindingRow row = session.get(FindingRow.class, id, LockMode.PESSIMISTIC_WRITE);
        if (row == null) {
            return Optional.empty();
        }
        if (row.state() == FindingState.REPAIRED || row.state() == FindingState.CLOSED) {
            throw new IllegalStateException("finding " + id + " is over: " + row.state);
        }
        Map<String, Object> before = Map.of("state", row.state);
        row.state = state.word();
        row.reason = reason;
        row.decidedBy = state == FindingState.ACCEPTED ? "user:" + user : null;
        row.changedAt = clock.instant();
        session.update(row);
        Map<String, Object> after =
                reason == null ? Map.of("state", row.state) : Map.of("state", row.state, "reason", reason);
        String action = state == FindingState.ACCEPTED ? "accepted" : "reopened";
        audit.record(AuditEntry.person(ENTITY, id, action, before, after, user));
        return Optional.of(view(row));
    }

    private Finding view(FindingRow row) {
        return new Finding(
                row.id,
                row.checkName,
                row.connector,
                row.kind,
                row.subject,
                row.at,
                row.summary,
                details(row.details),
                row.owner,
                row.state(),
                row.reason,
                row.decidedBy,
                row.firstSeen,
                row.lastSeen,
                row.changedAt);
    }

    private Map<String, Object> details(String details) {
        try {
            return json.readValue(details, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
