package io.syncline.console;

import io.syncline.audit.AuditVerification;
import io.syncline.audit.AuditView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What was changed, by which rule or whom.
 *
 * @param entity that is filtered by, or null
 * @param id that is filtered by, or null
 * @param next the cursor of older rows, or null
 * @param verification whether the audit is as it was sealed; null where nobody asked
 */
record AuditPage(String entity, String id, List<Row> rows, String next, AuditVerification verification) {
    static final List<String> ENTITIES = List.of(
            "account",
            "contact",
            "deal",
            "user",
            "activity",
            "event",
            "replay",
            "discard",
            "backfill",
            "rebuild",
            "reconciliation",
            "finding",
            "connector",
            "session",
            "route");

    /** A change. */
    record Row(AuditView view, List<Change> changes) {
        static Row of(AuditView view) {
            Map<String, Object> before = view.before() == null ? Map.of() : view.before();
            Map<String, Object> after = view.after() == null ? Map.of() : view.after();
            var keys = new TreeSet<>(before.keySet());
            keys.addAll(after.keySet());
            return new Row(
                    view,
                    keys.stream()
                            .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                            .map(key -> new Change(key, say(before.get(key)), say(after.get(key))))
                            .toList());
        }

        private static String say(Object value) {
            return value == null || value.toString().isEmpty() ? "–" : value.toString();
        }
    }

    /** A value before and after; a dash where there was none. */
    record Change(String field, String before, String after) {}

    public List<String> entities() {
        return ENTITIES;
    }

    public boolean isEntity(String one) {
        return one.equals(entity);
    }

    public String idText() {
        return id == null ? "" : id;
    }

    public String older() {
        return "/audit?cursor=" + next + "&entity=" + (entity == null ? "" : entity) + "&id="
                + Say.urlEncoded(idText());
    }
}
