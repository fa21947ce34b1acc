package io.syncline.association;

import io.syncline.association.Evidence.Deal;
import io.syncline.association.Evidence.DomainAccount;
import io.syncline.association.Evidence.Holder;
import io.syncline.association.Evidence.ThreadLinkEvidence;
import io.syncline.event.Address;
import io.syncline.event.Participant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The rules in their order: identity, the contact's account, company domain, thread, open deal. A pure function: the same
 * evidence gives the same links. Explanations carry no names of the CRM: those change, and the receipt stays.
 */
final class AssociationRules {
    /** Names what the rules were, on every receipt. */
    static final String VERSION = "association-1";

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

    private final List<Participant> people;
    private final Evidence evidence;
    private final Map<UUID, Link> contacts = new LinkedHashMap<>();
    private final Map<UUID, Link> accounts = new LinkedHashMap<>();
    private final Map<UUID, Link> deals = new LinkedHashMap<>();
    private final List<Review> reviews = new ArrayList<>();

    private AssociationRules(List<Participant> people, Evidence evidence) {
        this.people = people;
        this.evidence = evidence;
    }

    static Association decide(List<Participant> people, Evidence evidence) {
        return new AssociationRules(people, evidence).decide();
    }

    private Association decide() {
        for (Participant person : people) {
            if (person.address() != null) {
                byIdentity(person, evidence.holders().get(person.address()));
            }
        }
        for (Participant person : people) {
            if (person.address() != null) {
                byDomain(person.address());
            }
        }
        byThread("account", accounts);
        byOpenDeal();
        List<Link> links = new ArrayList<>(contacts.values());
        links.addAll(accounts.values());
        links.addAll(deals.values());
        return new Association(links, reviews);
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
    private void byThread(String entity, Map<UUID, Link> found) {
        if (!found.isEmpty()) {
            return;
        }
        for (ThreadLinkEvidence other : evidence.thread()) {
            if (other.entity().equals(entity)) {
                found.putIfAbsent(other.entityId(), inherited(other));
            }
        }
    }

    private void byOpenDeal() {
        Set<UUID> inThread = new LinkedHashSet<>();
        evidence.thread().stream()
                .filter(link -> link.entity().equals("deal"))
                .forEach(link -> inThread.add(link.entityId()));
        List<Deal> byRole = evidence.deals().stream()
                .filter(deal -> !deal.contacts().isEmpty())
                .toList();
        List<Deal> byAccount = evidence.deals().stream()
                .filter(deal -> accounts.containsKey(deal.accountId()))
                .toList();
        if (!byRole.isEmpty()) {
            choose(byRole, DealBy.ROLE, inThread);
        } else if (!byAccount.isEmpty()) {
            choose(byAccount, DealBy.ACCOUNT, inThread);
        } else {
            byThread("deal", deals);
        }
    }

    private void choose(List<Deal> candidates, DealBy by, Set<UUID> inThread) {
        List<Deal> threaded =
                candidates.stream().filter(deal -> inThread.contains(deal.id())).toList();
        if (candidates.size() == 1) {
            Deal deal = candidates.get(0);
            link(deal, "open-deal", by.confidence, "it was open, and " + by.because, candidates);
        } else if (threaded.size() == 1) {
            Deal deal = threaded.get(0);
            link(deal, "thread", 0.8, "the thread is about it", candidates);
        } else {
            reviews.add(new Review(
                    "deal",
                    candidates.stream().map(Deal::id).sorted().toList(),
                    candidates.size() + " open deals fit equally well"));
        }
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

    private static Link inherited(ThreadLinkEvidence other) {
        return new Link(
                other.entity(),
                other.entityId(),
                "thread",
                0.6,
                "another message of the thread belongs to it",
                Map.of("activity", other.activityId().toString()));
    }
}
