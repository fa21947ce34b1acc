package io.syncline.association;

import static java.util.stream.Collectors.toSet;

import io.syncline.association.Evidence.Deal;
import io.syncline.association.Evidence.ThreadLinkEvidence;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which of the deals that were open an activity is about: by the roles of its contacts, its thread, and when they were
 * opened. What stays close is for a person.
 */
final class DealChoice {
    private final List<Deal> candidates;
    private final Set<UUID> inThread;
    private final String inheritance;
    private final Duration recency;

    /**
     * @param accounts those of the activity
     * @param inheritance the word of the rule by which it follows others
     */
    DealChoice(Evidence evidence, Set<UUID> accounts, String inheritance, Duration recency) {
        List<Deal> byRole = evidence.deals().stream()
                .filter(deal -> !deal.contacts().isEmpty())
                .toList();
        candidates = byRole.isEmpty()
                ? evidence.deals().stream()
                        .filter(deal -> accounts.contains(deal.accountId()))
                        .toList()
                : byRole;
        inThread = evidence.thread().stream()
                .filter(link -> link.entity().equals("deal"))
                .map(ThreadLinkEvidence::entityId)
                .collect(toSet());
        this.inheritance = inheritance;
        this.recency = recency;
    }

    /** Whether there is nothing to choose. */
    boolean isEmpty() {
        return candidates.isEmpty();
    }

    Optional<Link> link() {
        if (candidates.size() == 1) {
            return Optional.of(only(candidates.get(0)));
        }
        return threaded().or(this::ofAll).or(this::latest);
    }

    Review review() {
        return new Review(
                "deal",
                candidates.stream().map(Deal::id).sorted().toList(),
                candidates.size() + " open deals fit equally well");
    }

    private Link only(Deal deal) {
        return deal.contacts().isEmpty()
                ? link(deal, "open-deal", 0.75, "it was open, and it is the only open deal of the account")
                : link(deal, "open-deal", 0.9, "it was open, and a contact of this activity has a role in it");
    }

    private Optional<Link> threaded() {
        List<Deal> threaded =
                candidates.stream().filter(deal -> inThread.contains(deal.id())).toList();
        return threaded.size() == 1
                ? Optional.of(link(threaded.get(0), inheritance, 0.8, "the " + inheritance + " is about it"))
                : Optional.empty();
    }

    /** The deal in which all have a role who have one in any other, and somebody beside them. */
    private Optional<Link> ofAll() {
        return candidates.stream()
                .filter(deal -> candidates.stream().allMatch(other -> other.equals(deal) || isWithin(other, deal)))
                .findFirst()
                .map(deal -> link(
                        deal,
                        "open-deal",
                        0.7,
                        "of the " + candidates.size()
                                + " open deals that fit it is the one in which all contacts of this activity meet"));
    }

    private static boolean isWithin(Deal other, Deal deal) {
        return deal.contacts().size() > other.contacts().size()
                && deal.contacts().containsAll(other.contacts());
    }

    /** The deal that was opened well after all others; empty as soon as one does not say when it was opened. */
    private Optional<Link> latest() {
        if (candidates.stream().anyMatch(deal -> deal.openedAt() == null)) {
            return Optional.empty();
        }
        Optional<Deal> newest = candidates.stream().max(Comparator.comparing(Deal::openedAt));
        return newest.filter(deal -> candidates.stream()
                        .allMatch(other -> other.equals(deal)
                                || !other.openedAt().isAfter(deal.openedAt().minus(recency))))
                .map(deal -> link(
                        deal,
                        "open-deal",
                        0.6,
                        "of the " + candidates.size() + " open deals that fit it was opened last, " + recency.toDays()
                                + " days or more after the others"));
    }

    private Link link(Deal deal, String rule, double confidence, String explanation) {
        Map<String, Object> receipt = new TreeMap<>();
        receipt.put(
                "losers",
                candidates.stream()
                        .map(Deal::id)
                        .filter(id -> !id.equals(deal.id()))
                        .map(UUID::toString)
                        .sorted()
                        .toList());
        receipt.put(
                "contacts",
                deal.contacts().stream().map(UUID::toString).sorted().toList());
        return new Link("deal", deal.id(), rule, confidence, explanation, receipt);
    }
}
