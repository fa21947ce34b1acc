package io.syncline.ownership;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a person is to decide: a field about which sources disagree, or a link of an activity that was too close to call.
 *
 * @param kind field or link
 * @param entity of a field account or contact; of a link activity
 * @param field of a link what the activity would be linked to: account, contact or deal
 * @param value the field's as it is now; null where it is empty, and of a link
 * @param explanation of a link why it is asked; null of a field
 * @param policyVersion by which it is a person's to decide
 * @param ownerId the user whose record it is, or null
 * @param steward who decides where the record has no owner: an e-mail address, or null
 * @param options what each source says now, in the order in which it was first said; of a link the candidates
 * @param decision null while it is open
 */
public record ReviewView(
        UUID id,
        String kind,
        String entity,
        UUID entityId,
        String field,
        String value,
        String explanation,
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
     * What a source says, or a candidate for a link.
     *
     * @param value of a field null where the source says that there is none; of a link the id of the candidate
     * @param name of a candidate, or null
     * @param source who says it: a role of the policy, with its connector where each is a source of its own; null of a link
     * @param at the source's own time; null for what is true at all times, and of a link
     */
    public record Option(String value, String name, String source, String connector, String eventKey, Instant at) {
        static Option of(KeptClaim word) {
            Moment last = word.last();
            return new Option(
                    word.blank() ? null : word.value(),
                    null,
                    word.source(),
                    last.connector(),
                    last.eventKey(),
                    last.time());
        }

        /** What an activity may be linked to. */
        public static Option ofCandidate(UUID id, String name) {
            return new Option(id.toString(), name, null, null, null, null);
        }
    }

    /**
     * What a person decided. Of a field it stands as long as the sources say what they said then; of a link it stays.
     *
     * @param value null where the field shall be empty, and where it is none of the candidates
     * @param by user:&lt;name&gt;
     */
    public record Decided(String value, String by, Instant at) {
        static Decided of(Verdict verdict) {
            return new Decided(verdict.value().isEmpty() ? null : verdict.value(), verdict.by(), verdict.at());
        }
    }
}
