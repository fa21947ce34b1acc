package io.syncline.ownership;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the policy says of fields that belong together.
 *
 * @param name in the policy file
 * @param systemOfRecord the source whose word is the truth, or {@code person} where people keep it
 * @param authority the other sources, the highest first; those of one place are equal
 * @param blankOverwrites whether a source that leaves the field empty says something by it
 * @param override roles of those who may write over what sources say
 * @param reviewWhen for {@link ConflictRule#REVIEW}
 */
public record FieldGroup(
        String entity,
        String name,
        List<String> fields,
        String systemOfRecord,
        List<Set<String>> authority,
        ConflictRule rule,
        boolean blankOverwrites,
        Set<String> override,
        ReviewWhen reviewWhen) {
    /** Below all others: what a person wrote and released. */
    private static final int RELEASED = 1_000;

    public FieldGroup {
        requireNonNull(entity);
        requireNonNull(name);
        requireNonNull(systemOfRecord);
        requireNonNull(rule);
        requireNonNull(reviewWhen);
        fields = List.copyOf(fields);
        authority = authority.stream().map(Set::copyOf).toList();
        override = Set.copyOf(override);
    }

    /** Which disagreement is a person's to settle. */
    public enum ReviewWhen {
        /** Among the highest sources that say something. */
        EQUAL_AUTHORITY("equal-authority"),
        /** Among all sources that the policy names. */
        ANY_SOURCE("any-source");

        private final String word;

        ReviewWhen(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** A field that the policy does not name, as only people write it. */
    static FieldGroup ofPeople(String entity, String field) {
        return new FieldGroup(
                entity,
                field,
                List.of(field),
                Role.PERSON.word(),
                List.of(),
                ConflictRule.AUTHORITY,
                false,
                Set.of("operator", "admin"),
                ReviewWhen.EQUAL_AUTHORITY);
    }

    /**
     * The place of a claim's source, from 1, the highest; empty where the policy gives it none. A connector's own place
     * goes before that of its role, and that before the place of its type.
     */
    public OptionalInt authorityOf(KeptClaim claim) {
        Role role = claim.role();
        if (role == Role.PERSON) {
            return OptionalInt.of(RELEASED);
        }
        String connector = role.pooled() ? null : claim.first().connector();
        for (String source : new String[] {connector, role.word(), role.connectorType()}) {
            OptionalInt place = source == null ? OptionalInt.empty() : place(source);
            if (place.isPresent()) {
                return place;
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt place(String source) {
        if (source.equals(systemOfRecord)) {
            return OptionalInt.of(1);
        }
        int above = systemOfRecord.equals(Role.PERSON.word()) ? 1 : 2;
        for (int i = 0; i < authority.size(); i++) {
            if (authority.get(i).contains(source)) {
                return OptionalInt.of(above + i);
            }
        }
        return OptionalInt.empty();
    }
}
