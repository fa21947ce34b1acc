package io.syncline.crm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.ownership.FieldId;
import io.syncline.ownership.FieldOwnership;
import io.syncline.ownership.OwnedField;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    @Inject
    Changes(Audit audit, FieldOwnership ownership, ObjectMapper json) {
        this.audit = audit;
        this.ownership = ownership;
        this.json = json;
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

    /**
     * What a person says of fields stands against every source until it is released, an empty field too.
     *
     * @throws NotAllowedException if the policy does not let this person write over what sources say
     */
    void claim(Fields fields, String entity, UUID id, Record before, Record after, Editor editor) {
        Map<String, Object> was = values(before);
        Map<String, Object> is = values(after);
        for (OwnedField owned : OwnedField.ofEntity(entity)) {
            String field = owned.field();
            if (fields.has(field)) {
                String from = text(was.get(field));
                String to = text(is.get(field));
                boolean allowed = ownership.mayOverride(entity, field, editor.roles());
                if (!allowed && !Objects.equals(from, to)) {
                    throw new NotAllowedException(entity, field);
                }
                if (allowed) {
                    ownership.edited(new FieldId(entity, id, field), from, to, editor.name());
                }
            }
        }
    }

    /** The same for a record that is new: there is nothing yet to write over. */
    void claimNew(String entity, UUID id, Record view, Editor editor) {
        Map<String, Object> is = values(view);
        for (OwnedField owned : OwnedField.ofEntity(entity)) {
            String to = text(is.get(owned.field()));
            if (to != null) {
                ownership.edited(new FieldId(entity, id, owned.field()), null, to, editor.name());
            }
        }
    }

    /** What a person took out of a list stays out, whatever sources name, until a person adds it. */
    void claimList(FieldId of, List<String> before, List<String> after) {
        before.stream().filter(value -> !after.contains(value)).forEach(value -> ownership.takeAway(of, value));
        after.stream().filter(value -> !before.contains(value)).forEach(value -> ownership.giveBack(of, value));
    }

    private static String text(Object value) {
        return OwnedTable.text(value);
    }

    private Map<String, Object> values(Record view) {
        var values = new LinkedHashMap<>(json.convertValue(view, new TypeReference<Map<String, Object>>() {}));
        values.keySet().removeAll(BOOKKEEPING);
        return values;
    }
}
