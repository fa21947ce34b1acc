package io.syncline.ownership;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Sources that disagree about a field, for a person to decide.
 *
 * @param kind field
 * @param entity account or contact
 * @param value the field's as it is now; null where it is empty
 * @param policyVersion by which it is a person's to decide
 * @param ownerId the user whose record it is, or null
 * @param steward who decides where the record has no owner: an e-mail address, or null
 * @param options what each source says now, in the order in which it was first said
 * @param decision null while it is open
 */
public record ReviewView(
        UUID id,
        String kind,
        String entity,
        UUID entityId,
        String field,
        String value,
        Instant since,
        String policyVersion,
        UUID ownerId,
        String steward,
        List<Option> options,
        Decided decision) {
    public ReviewView {
        options = List.copyOf(options);
    }

    /**
     * What a source says.
     *
     * @param value null where it says that there is none
     * @param source who says it: a role of the policy, with its connector where each is a source of its own
     * @param at the source's own time; null for what is true at all times
     */
    public record Option(String value, String source, String connector, String eventKey, Instant at) {
        static Option of(KeptClaim word) {
            Moment last = word.last();
            return new Option(
                    word.blank() ? null : word.value(), word.source(), last.connector(), last.eventKey(), last.time());
        }
    }

    /**
     * What a person decided. It stands as long as the sources say what they said then.
     *
     * @param value null where the field shall be empty
     * @param by user:&lt;name&gt;
     */
    public record Decided(String value, String by, Instant at) {
        static Decided of(Verdict verdict) {
            return new Decided(verdict.value().isEmpty() ? null : verdict.value(), verdict.by(), verdict.at());
        }
    }
}
