package io.syncline.ownership;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of a field.
 *
 * @param standing empty where no source with authority said anything
 * @param conflict that waits for a person; empty where there is none, or it was decided
 */
record Decision(Optional<Standing> standing, Optional<Conflict> conflict) {
    static final Decision NONE = new Decision(Optional.empty(), Optional.empty());

    /**
     * The claim that stands.
     *
     * @param value empty where the field is empty by it
     * @param authority its place, from 1
     */
    record Standing(String value, Role role, Moment moment, int authority) {
        boolean isOf(KeptClaim claim) {
            return role == claim.role()
                    && value.equals(claim.value())
                    && (moment.equals(claim.first()) || moment.equals(claim.last()));
        }
    }

    /**
     * Sources that disagree.
     *
     * @param fingerprint the same for the same words of the same sources
     * @param words what each of the sources says last
     */
    record Conflict(String fingerprint, List<KeptClaim> words) {
        Conflict {
            words = List.copyOf(words);
        }
    }
}
