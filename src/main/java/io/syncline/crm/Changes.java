package io.syncline.crm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Ids;
import io.syncline.ownership.FieldClaim;
import io.syncline.ownership.FieldOwnership;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What follows from a person's change: the audit, and that automation does not write over it. */
@ApplicationScoped
class Changes {
    private static final List<String> BOOKKEEPING = List.of("id", "version", "createdAt", "updatedAt");

    private final Audit audit;
    private final FieldOwnership ownership;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Changes(Audit audit, FieldOwnership ownership, ObjectMapper json, Clock clock) {
        this.audit = audit;
        this.ownership = ownership;
        this.json = json;
        this.clock = clock;
    }

    void created(String entity, UUID id, Record view, String user) {
        Map<String, Object> after = values(view);
        after.values().removeIf(Objects::isNull);
        audit.record(AuditEntry.person(entity, id, "created", null, after, user));
    }

    /** Audits the fields that differ. */
    void updated(String entity, UUID id, Record before, Record after, String user) {
        Map<String, Object> was = values(before);
        Map<String, Object> is = values(after);
        is.entrySet().removeIf(field -> Objects.equals(field.getValue(), was.get(field.getKey())));
        was.keySet().retainAll(is.keySet());
        audit.record(AuditEntry.person(entity, id, "updated", was, is, user));
    }

    /** Refuses a change that was made in view of another version. */
    static void checkVersion(Fields fields, String entity, int version) {
        fields.version().filter(seen -> seen != version).ifPresent(seen -> {
            throw new ConflictException("the " + entity + " has version " + version + " and the change is based on "
                    + seen + ": read it again");
        });
    }

    /** A person says what a field is. One that is cleared is open to every source again. */
    void claim(Fields fields, String entity, UUID id, String field, String before, String after, String user) {
        if (!fields.has(field)) {
            return;
        }
        if (after == null) {
            ownership.release(entity, id, field);
            return;
        }
        String person = "user:" + user;
        var claim = new FieldClaim(
                entity, id, field, after, person, FieldClaim.PERSON, clock.instant(), "person:v1:" + Ids.next(), null);
        ownership.claim(claim, FieldClaim.Rule.MOST_RECENT, before);
    }

    private Map<String, Object> values(Record view) {
        var values = new LinkedHashMap<>(json.convertValue(view, new TypeReference<Map<String, Object>>() {}));
        values.keySet().removeAll(BOOKKEEPING);
        return values;
    }
}
