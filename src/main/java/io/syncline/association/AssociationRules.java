package io.syncline.association;

import static java.util.stream.Collectors.toSet;

import io.syncline.association.Evidence.Deal;
import io.syncline.association.Evidence.DomainAccount;
import io.syncline.association.Evidence.Holder;
import io.syncline.association.Evidence.ThreadLinkEvidence;
import io.syncline.event.Address;
import io.syncline.event.Kind;
import io.syncline.event.Participant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the rules say of one activity. A pure function: the same evidence gives the same links. Explanations carry no names
 * of the CRM: those change, and the receipt stays.
 */
final class AssociationRules {
    /** The order in which a deal is chosen: by a contact's role in it, else by account. */
    private enum DealBy {
        ROLE("a contact of this activity has a role in it", 0.9),
        ACCOUNT("it is the only open deal of the account", 0.75);

        private final String because;
        private final double confidence;

        DealBy(String because, double confidence) {
            this.because = because;
            this.confidence = confidence;
        }
    }

    private final Kind kind;
    private final List<Participant> people;
    private final Evidence evidence;
    private final Duration dealRecency;
    private final Map<UUID, Link> contacts = new LinkedHashMap<>();
    private final Map<UUID, Link> accounts = new LinkedHashMap<>();
    private final Map<UUID, Link> deals = new LinkedHashMap<>();
    private final List<Review> reviews = new ArrayList<>();

    AssociationRules(Kind kind, List<Participant> people, Evidence evidence, Duration dealRecency) {
        this.kind = kind;
        this.people = people.stream().filter(person -> person.address() != null).toList();
        this.evidence = evidence;
        this.dealRecency = dealRecency;
    }

    Association decide(List<AssociationRule> rules) {
        rules.forEach(this::apply);
        if (inherits(rules)) {
            inherit("deal", deals);
        }
        List<Link> links = new ArrayList<>(contacts.values());
        links.addAll(accounts.values());
        links.addAll(deals.values());
        return new Association(links, reviews);
    }

    private void apply(AssociationRule rule) {
        switch (rule) {
            case IDENTITY ->
                people.forEach(person -> byIdentity(person, evidence.holders().get(person.address())));
            case COMPANY_DOMAIN -> people.forEach(person -> byDomain(person.address()));
            case THREAD, SERIES -> {
                if (rule == inheritance()) {
                    inherit("account", accounts);
                }
            }
            case OPEN_DEAL -> byOpenDeal();
        }
    }

    /** By which rule an activity follows others: mails their thread, meetings their series. */
    private AssociationRule inheritance() {
        return kind == Kind.MEETING ? AssociationRule.SERIES : AssociationRule.THREAD;
    }

    /** The thread's deal is that of an activity without a deal of its own to choose. */
    private boolean inherits(List<AssociationRule> rules) {
        return rules.contains(inheritance()) && candidates().isEmpty();
    }

    private void byIdentity(Participant person, Holder holder) {
        if (holder == null || !holder.isContact()) {
            return;
        }
        String address = person.address().value();
        contacts.putIfAbsent(
                holder.contactId(),
                new Link(
                        "contact",
                        holder.contactId(),
                        "identity",
                        1.0,
                        address + " (" + person.role() + ") is an address of the contact",
                        Map.of("address", address, "role", person.role())));
        if (holder.accountId() != null) {
            accounts.putIfAbsent(
                    holder.accountId(),
                    new Link(
                            "account",
                            holder.accountId(),
                            "contact-account",
                            0.95,
                            "it is the account of the contact with " + address,
                            Map.of("contact", holder.contactId().toString())));
        }
    }

    /** A contact's own account outranks the domain of the address; the domain speaks where there is none. */
    private void byDomain(Address address) {
        Holder holder = evidence.holders().get(address);
        DomainAccount account = evidence.accountsByDomain().get(address);
        boolean settled = holder != null && (!holder.isContact() || holder.accountId() != null);
        if (account == null || settled) {
            return;
        }
        accounts.putIfAbsent(
                account.accountId(),
                new Link(
                        "account",
                        account.accountId(),
                        "company-domain",
                        0.8,
                        account.domain() + ", the domain of " + address + ", is one of the account",
                        Map.of("domain", account.domain(), "address", address.value())));
    }

    /** Only an activity without evidence of its own inherits; so the thread never contradicts a participant. */
    private void inherit(String entity, Map<UUID, Link> found) {
        if (!found.isEmpty()) {
            return;
        }
        for (ThreadLinkEvidence other : evidence.thread()) {
            if (other.entity().equals(entity)) {
                found.putIfAbsent(other.entityId(), inherited(other));
            }
        }
    }

    /** Those in which a contact at hand has a role; else those of the accounts. */
    private List<Deal> candidates() {
        List<Deal> byRole = evidence.deals().stream()
                .filter(deal -> !deal.contacts().isEmpty())
                .toList();
        return byRole.isEmpty()
                ? evidence.deals().stream()
                        .filter(deal -> accounts.containsKey(deal.accountId()))
                        .toList()
                : byRole;
    }

    private void byOpenDeal() {
        List<Deal> candidates = candidates();
        if (candidates.isEmpty()) {
            return;
        }
        Set<UUID> inThread = evidence.thread().stream()
                .filter(link -> link.entity().equals("deal"))
                .map(ThreadLinkEvidence::entityId)
                .collect(toSet());
        List<Deal> threaded =
                candidates.stream().filter(deal -> inThread.contains(deal.id())).toList();
        Optional<Deal> latest = latest(candidates);
        if (candidates.size() == 1) {
            Deal deal = candidates.get(0);
            DealBy by = deal.contacts().isEmpty() ? DealBy.ACCOUNT : DealBy.ROLE;
            link(deal, "open-deal", by.confidence, "it was open, and " + by.because, candidates);
        } else if (threaded.size() == 1) {
            String rule = inheritance().word();
            link(threaded.get(0), rule, 0.8, "the " + rule + " is about it", candidates);
        } else if (latest.isPresent()) {
            String because = "of the " + candidates.size() + " open deals that fit it was opened last, "
                    + dealRecency.toDays() + " days or more after the others";
            link(latest.get(), "open-deal", 0.6, because, candidates);
        } else {
            reviews.add(new Review(
                    "deal",
                    candidates.stream().map(Deal::id).sorted().toList(),
                    candidates.size() + " open deals fit equally well"));
        }
    }

    /** The deal that was opened well after all others; empty as soon as one does not say when it was opened. */
    private Optional<Deal> latest(List<Deal> candidates) {
        if (candidates.stream().anyMatch(deal -> deal.openedAt() == null)) {
            return Optional.empty();
        }
        List<Deal> newestFirst = candidates.stream()
                .sorted(Comparator.comparing(Deal::openedAt).reversed())
                .toList();
        Deal newest = newestFirst.get(0);
        return newestFirst.stream().skip(1).allMatch(other -> !other.openedAt()
                        .isAfter(newest.openedAt().minus(dealRecency)))
                ? Optional.of(newest)
                : Optional.empty();
    }

    private void link(Deal deal, String rule, double confidence, String explanation, Collection<Deal> candidates) {
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
        deals.put(deal.id(), new Link("deal", deal.id(), rule, confidence, explanation, receipt));
    }

    private Link inherited(ThreadLinkEvidence other) {
        return new Link(
                other.entity(),
                other.entityId(),
                inheritance().word(),
                0.6,
                kind == Kind.MEETING
                        ? "another meeting of the series belongs to it"
                        : "another message of the thread belongs to it",
                Map.of("activity", other.activityId().toString()));
    }
}
