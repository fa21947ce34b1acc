package io.syncline.ownership;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.syncline.event.Hashes;
import io.syncline.ownership.Decision.Conflict;
import io.syncline.ownership.Decision.Standing;
import io.syncline.ownership.FieldGroup.ReviewWhen;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides a field from all that is claimed of it. A pure function: the same claims and verdicts give the same field. */
final class FieldDecision {
    private final FieldGroup group;
    private final List<KeptClaim> heard;

    private FieldDecision(FieldGroup group, Collection<KeptClaim> claims) {
        this.group = group;
        this.heard = claims.stream()
                .filter(claim -> group.authorityOf(claim).isPresent())
                .filter(claim -> !claim.blank() || (group.blankOverwrites() && claim.role() != Role.PERSON))
                .toList();
    }

    static Decision of(FieldGroup group, Collection<KeptClaim> claims, Collection<Verdict> verdicts) {
        var decision = new FieldDecision(group, claims);
        if (decision.heard.isEmpty()) {
            return Decision.NONE;
        }
        return group.rule() == ConflictRule.REVIEW ? decision.byReview(verdicts) : decision.byRule();
    }

    private Decision byRule() {
        Standing standing =
                switch (group.rule()) {
                    case AUTHORITY, MOST_RECENT -> latest(highest());
                    case FIRST_WRITER -> earliest(highest());
                    case NEVER_OVERWRITE -> earliest(fromSources());
                    case REVIEW -> throw new IllegalStateException("a review is no order");
                };
        return new Decision(Optional.of(standing), Optional.empty());
    }

    private Decision byReview(Collection<Verdict> verdicts) {
        List<KeptClaim> words = lastWords(group.reviewWhen() == ReviewWhen.ANY_SOURCE ? fromSources() : highest());
        if (words.stream().map(word -> normal(word.value())).distinct().count() < 2) {
            return new Decision(Optional.of(latest(lastWords(highest()))), Optional.empty());
        }
        var conflict = new Conflict(fingerprint(words), words);
        Optional<Verdict> decided = verdicts.stream()
                .filter(verdict -> verdict.conflict().equals(conflict.fingerprint()))
                .findFirst();
        // A conflict that is new changes nothing before it is decided.
        Standing standing = decided.or(() -> verdicts.stream().max(Comparator.comparing(Verdict::at)))
                .map(FieldDecision::standing)
                .orElseGet(this::ofWhoSpokeFirst);
        return new Decision(Optional.of(standing), decided.isPresent() ? Optional.empty() : Optional.of(conflict));
    }

    /** Claims of the highest place that anything was said from. */
    private List<KeptClaim> highest() {
        int place = heard.stream().mapToInt(this::place).min().orElseThrow();
        return heard.stream().filter(claim -> place(claim) == place).toList();
    }

    /** All that counts; what a person released counts where there is nothing else. */
    private List<KeptClaim> fromSources() {
        List<KeptClaim> sources =
                heard.stream().filter(claim -> claim.role() != Role.PERSON).toList();
        return sources.isEmpty() ? heard : sources;
    }

    private Standing ofWhoSpokeFirst() {
        List<KeptClaim> highest = highest();
        String first = highest.stream().min(KeptClaim.BY_FIRST).orElseThrow().source();
        return latest(
                highest.stream().filter(claim -> claim.source().equals(first)).toList());
    }

    private Standing latest(List<KeptClaim> claims) {
        KeptClaim claim = claims.stream().max(KeptClaim.BY_LAST).orElseThrow();
        return new Standing(claim.value(), claim.role(), claim.last(), place(claim));
    }

    private Standing earliest(List<KeptClaim> claims) {
        KeptClaim claim = claims.stream().min(KeptClaim.BY_FIRST).orElseThrow();
        return new Standing(claim.value(), claim.role(), claim.first(), place(claim));
    }

    private int place(KeptClaim claim) {
        return group.authorityOf(claim).orElseThrow();
    }

    private static Standing standing(Verdict verdict) {
        return new Standing(
                verdict.value(), Role.PERSON, new Moment(verdict.at(), "review:v1:" + verdict.conflict(), null), 0);
    }

    private static List<KeptClaim> lastWords(List<KeptClaim> claims) {
        return claims.stream()
                .collect(groupingBy(KeptClaim::source, collectingAndThen(toList(), of -> of.stream()
                        .max(KeptClaim.BY_LAST)
                        .orElseThrow())))
                .values()
                .stream()
                .sorted(Comparator.comparing(KeptClaim::first).thenComparing(KeptClaim::source))
                .toList();
    }

    private static String fingerprint(List<KeptClaim> words) {
        return Hashes.sha256(words.stream()
                .sorted(Comparator.comparing(KeptClaim::source))
                .flatMap(word -> Stream.of(word.source(), normal(word.value())))
                .toList());
    }

    /** Who writes a name in capitals does not disagree. */
    private static String normal(String value) {
        return value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
