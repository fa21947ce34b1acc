package io.syncline.ownership;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that sources said of one field: a set, so that neither order nor repetition matters. Of a source that says ever new
 * things, its first and its latest are kept; what lies between decides under no rule.
 */
final class ClaimSet {
    private static final int LATEST_OF_A_SOURCE = 9;

    private final List<KeptClaim> claims;

    ClaimSet(List<KeptClaim> claims) {
        this.claims = List.copyOf(claims);
    }

    List<KeptClaim> claims() {
        return claims;
    }

    Optional<KeptClaim> find(KeptClaim like) {
        return claims.stream().filter(like::sameAs).findFirst();
    }

    ClaimSet with(KeptClaim claim) {
        List<KeptClaim> all = new ArrayList<>(claims);
        if (claim.role().derived()) {
            all.removeIf(other -> other.role() == claim.role() && !other.sameAs(claim));
        }
        Optional<KeptClaim> known = find(claim);
        known.ifPresent(all::remove);
        all.add(known.map(before -> before.with(claim)).orElse(claim));
        return new ClaimSet(withoutTheMiddle(all));
    }

    /** The same set with this for the claim of the same source and value; one that is not there is not added. */
    ClaimSet marked(KeptClaim marked) {
        return new ClaimSet(claims.stream()
                .map(claim -> claim.sameAs(marked) ? marked : claim)
                .toList());
    }

    ClaimSet without(Role role) {
        return new ClaimSet(
                claims.stream().filter(claim -> claim.role() != role).toList());
    }

    /** Blank claims are one a source, and count or do not count by the policy: they take no place of another's. */
    private static List<KeptClaim> withoutTheMiddle(List<KeptClaim> all) {
        Set<KeptClaim> kept = new HashSet<>();
        all.stream().collect(groupingBy(KeptClaim::source)).values().forEach(ofSource -> {
            List<KeptClaim> said =
                    ofSource.stream().filter(claim -> !claim.blank()).toList();
            said.stream().min(KeptClaim.BY_FIRST).ifPresent(kept::add);
            said.stream()
                    .sorted(KeptClaim.BY_LAST.reversed())
                    .limit(LATEST_OF_A_SOURCE)
                    .forEach(kept::add);
            ofSource.stream().filter(KeptClaim::blank).forEach(kept::add);
        });
        return kept.stream()
                .sorted(Comparator.comparing(KeptClaim::source).thenComparing(KeptClaim::value))
                .toList();
    }
}
