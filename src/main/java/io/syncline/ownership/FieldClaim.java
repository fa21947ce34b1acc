package io.syncline.ownership;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.UUID;

/**
 * A source's wish to write a field.
 *
 * @param entity account, contact or deal
 * @param value never blank: what says nothing claims nothing
 * @param source what kind of source speaks: lead, email, person
 * @param authority of that source for the field; the higher one wins
 * @param at the source's own time
 * @param eventKey breaks ties; for a person's edit a text of its own
 * @param connector null for a person
 */
public record FieldClaim(
        String entity,
        UUID id,
        String field,
        String value,
        String source,
        int authority,
        Instant at,
        String eventKey,
        String connector) {
    /** Outranks every automation, until it is released. */
    public static final int PERSON = 1000;

    public FieldClaim {
        requireNonNull(value);
        requireNonNull(eventKey);
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Of two claims the greater one stands; equal only for the same event. */
    static Comparator<FieldClaim> order(Rule rule) {
        Comparator<FieldClaim> byTime = Comparator.comparing(FieldClaim::at).thenComparing(FieldClaim::eventKey);
        return Comparator.comparingInt(FieldClaim::authority)
                .thenComparing(rule == Rule.FIRST_WRITER ? byTime.reversed() : byTime);
    }

    /** Which of two claims of equal authority stands. */
    public enum Rule {
        MOST_RECENT("most-recent"),
        FIRST_WRITER("first-writer");

        private final String word;

        Rule(String word) {
            this.word = word;
        }

        /** The word of the policy file. */
        public String word() {
            return word;
        }
    }
}
