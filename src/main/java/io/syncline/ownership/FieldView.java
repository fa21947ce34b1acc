package io.syncline.ownership;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A field, with where its value comes from.
 *
 * @param group of the policy that it is in
 * @param value null where the field is empty; of a list, all of them
 * @param source whose word it is: a role of the policy; null where nobody said anything
 * @param at the source's own time; null for what is true at all times
 * @param authority the source's place in the policy, 1 the highest; 0 a person
 * @param rule by which it stands
 * @param policyVersion the policy by which it was decided
 * @param lockedBy the person who holds it against automation, or null
 * @param review the review in which a person decides between sources that disagree, or null
 * @param explanation the same in a sentence
 * @param claims all that sources said of it, the latest first
 */
public record FieldView(
        String field,
        String group,
        String value,
        String source,
        String connector,
        String eventKey,
        Instant at,
        Integer authority,
        String rule,
        String policyVersion,
        Instant decidedAt,
        String lockedBy,
        Instant lockedAt,
        UUID review,
        String explanation,
        List<Claim> claims) {
    private static final String UNION = "union";

    public FieldView {
        claims = List.copyOf(claims);
    }

    /**
     * What a source said, once or often.
     *
     * @param value null where it said that there is none
     * @param authority the source's place in the policy in force; null where it has none
     * @param firstAt when it said so first, by its own time; null for what is true at all times
     * @param eventKey of the last time
     */
    public record Claim(
            String value,
            String source,
            String connector,
            Integer authority,
            Instant firstAt,
            Instant lastAt,
            String eventKey,
            boolean stands) {
        static Claim ofList(KeptClaim claim, List<String> values) {
            return new Claim(
                    claim.value(),
                    claim.source(),
                    claim.last().connector(),
                    null,
                    claim.first().time(),
                    claim.last().time(),
                    claim.last().eventKey(),
                    values.contains(claim.value()));
        }

        static Claim of(KeptClaim claim, FieldGroup group, FieldProvenance held) {
            OptionalInt place = group.authorityOf(claim);
            boolean peoples = claim.role() == Role.PERSON;
            boolean stands = held != null
                    && held.source().equals(claim.role().word())
                    && claim.value().equals(held.value() == null ? "" : held.value())
                    && List.of(claim.first().eventKey(), claim.last().eventKey())
                            .contains(held.eventKey());
            return new Claim(
                    claim.blank() ? null : claim.value(),
                    claim.source(),
                    claim.last().connector(),
                    peoples || place.isEmpty() ? null : Integer.valueOf(place.getAsInt()),
                    claim.first().time(),
                    claim.last().time(),
                    claim.last().eventKey(),
                    stands);
        }
    }

    static FieldView of(
            String field,
            String value,
            boolean asSubmitted,
            FieldGroup group,
            FieldProvenance held,
            UUID review,
            ClaimSet claims) {
        List<Claim> said = claims.claims().stream()
                .sorted(KeptClaim.BY_LAST.reversed())
                .map(claim -> Claim.of(claim, group, held))
                .toList();
        return held == null
                ? new FieldView(
                        field,
                        group.name(),
                        value,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        review,
                        asSubmitted ? "as it was submitted" : nobody(value),
                        said)
                : new FieldView(
                        field,
                        group.name(),
                        value,
                        held.source(),
                        held.connector(),
                        held.eventKey(),
                        time(held.sourceTime()),
                        held.authority(),
                        held.rule(),
                        held.policyVersion(),
                        held.decidedAt(),
                        held.lockedBy(),
                        held.lockedAt(),
                        review,
                        because(held, said.size()),
                        said);
    }

    /** A list: its claims say who named which value. */
    static FieldView ofList(String field, List<String> values, ClaimSet claims) {
        List<Claim> said = claims.claims().stream()
                .sorted(KeptClaim.BY_LAST.reversed())
                .map(claim -> Claim.ofList(claim, values))
                .toList();
        return new FieldView(
                field,
                field,
                values.isEmpty() ? null : String.join(", ", values),
                null,
                null,
                null,
                null,
                null,
                UNION,
                null,
                null,
                null,
                null,
                null,
                "a list, to which each source adds what nobody has and from which only people take away; what no claim"
                        + " names was written by a person, or is how a mail made the record; what a person took away no"
                        + " source adds again",
                said);
    }

    private static String nobody(String value) {
        return value == null
                ? "nobody with authority has said anything"
                : "it was there before any source spoke, and is taken for a person's";
    }

    private static String because(FieldProvenance held, int claims) {
        if (held.locked()) {
            return held.lockedBy() + " wrote it and holds it until it is released";
        }
        if (held.source().equals(Role.PERSON.word())) {
            return held.rule().equals(ConflictRule.REVIEW.word())
                    ? "a person decided between sources that disagree"
                    : "a person wrote it and released it, and no source with authority says anything";
        }
        if (held.source().equals(Role.ASSIGNMENT.word())) {
            return "given by the rule " + held.eventKey().replace(FieldClaim.ASSIGNED, "");
        }
        return "said by " + held.source() + ", in place " + held.authority() + " of those that may write it; of "
                + claims + " kept claims it stands by the rule " + held.rule();
    }

    private static Instant time(Instant at) {
        return at.equals(Moment.TIMELESS) ? null : at;
    }
}
