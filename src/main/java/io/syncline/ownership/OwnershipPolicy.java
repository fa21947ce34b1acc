package io.syncline.ownership;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.syncline.event.Hashes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may write which field. Valid once it exists: each field that sources write is in one group. */
public final class OwnershipPolicy {
    private static final int SHOWN_OF_HASH = 8;

    private final String version;
    private final String steward;
    private final String text;
    private final Map<String, FieldGroup> groups = new HashMap<>();
    private final String hash;

    /**
     * @param version a text of its author's
     * @param steward whose are the reviews of records without an owner: an e-mail address, or null
     * @param text the file as it was written
     */
    public OwnershipPolicy(String version, String steward, List<FieldGroup> groups, String text) {
        this.version = requireNonNull(version);
        this.steward = steward;
        this.text = requireNonNull(text);
        groups.forEach(group -> group.fields().forEach(field -> this.groups.put(key(group.entity(), field), group)));
        this.hash = hashOfDecisions();
    }

    public String version() {
        return version;
    }

    /** Whose are the reviews of records without an owner: an e-mail address, or null. */
    public String steward() {
        return steward;
    }

    public String text() {
        return text;
    }

    /**
     * Of what it decides, so that another comment is the same policy, and another rule under the same version is noticed.
     */
    public String hash() {
        return hash;
    }

    /** Stands on each decision: the version, and by the beginning of the hash which policy of that version it was. */
    public String label() {
        return version + "+" + hash.substring(0, SHOWN_OF_HASH);
    }

    /** What holds for a field; a field that no source writes and the policy does not name is people's. */
    public FieldGroup of(String entity, String field) {
        FieldGroup group = groups.get(key(entity, field));
        return group != null ? group : FieldGroup.ofPeople(entity, field);
    }

    private String hashOfDecisions() {
        List<String> lines = new ArrayList<>();
        for (OwnedField known : OwnedField.values()) {
            FieldGroup group = of(known.entity(), known.field());
            lines.addAll(List.of(
                    key(known.entity(), known.field()),
                    group.systemOfRecord(),
                    group.authority().stream().map(OwnershipPolicy::sorted).collect(joining(" > ")),
                    group.rule().word(),
                    Boolean.toString(group.blankOverwrites()),
                    sorted(group.override()),
                    group.reviewWhen().word()));
        }
        return Hashes.sha256(lines);
    }

    private static String key(String entity, String field) {
        return entity + "." + field;
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().collect(joining(", "));
    }
}
