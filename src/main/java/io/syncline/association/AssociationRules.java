package io.syncline.association;

import static java.util.stream.Collectors.toCollection;

import io.syncline.association.Evidence.Chosen;
import io.syncline.association.Evidence.Deal;
import io.syncline.association.Evidence.DomainAccount;
import io.syncline.association.Evidence.Holder;
import io.syncline.association.Evidence.Remembered;
import io.syncline.association.Evidence.ThreadLinkEvidence;
import io.syncline.event.Address;
import io.syncline.event.Kind;
import io.syncline.event.Participant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What the rules say of one activity. A pure function: the same evidence gives the same links. Explanations carry no names
 * of the CRM: those change, and the receipt stays.
 */
final class AssociationRules {
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
        evidence.chosen().forEach(this::byChoice);
        linked().forEach(this::byCorrection);
        rules.forEach(this::apply);
        // The deal of the others is that of an activity which has none of its own to choose from.
        if (rules.contains(inheritance()) && deals.isEmpty() && dealChoice().isEmpty()) {
            inheritDeal();
        }
        if (rules.contains(AssociationRule.OPEN_DEAL) && accounts.isEmpty()) {
            deals.keySet().forEach(this::byAccountOf);
        }
        evidence.remembered().stream()
                .filter(correction -> !correction.linked())
                .forEach(this::unlink);
        List<Link> links = new ArrayList<>(contacts.values());
        links.addAll(accounts.values());
        links.addAll(deals.values());
        return new Association(links, reviews);
    }

    private void apply(AssociationRule rule) {
        switch (rule) {
            case IDENTITY -> byIdentity();
            case COMPANY_DOMAIN -> people.forEach(person -> byDomain(person.address()));
            case THREAD, SERIES -> {
                if (rule == inheritance()) {
                    inheritAccount();
                }
            }
            case OPEN_DEAL -> byOpenDeal();
        }
    }

    private List<Remembered> linked() {
        return evidence.remembered().stream().filter(Remembered::linked).toList();
    }

    /** What a person said of an address comes before what any rule says of it. */
    private void byCorrection(Remembered correction) {
        String explanation =
                correction.actor() + " decided that activities of " + correction.address() + " belong to it";
        Map<String, Object> receipt = Map.of("address", correction.address().value());
        of(correction.entity())
                .putIfAbsent(
                        correction.id(),
                        new Link(correction.entity(), correction.id(), "correction", 1.0, explanation, receipt));
        if (correction.accountId() != null) {
            accounts.putIfAbsent(
                    correction.accountId(),
                    new Link(
                            "account",
                            correction.accountId(),
                            "contact-account",
                            0.95,
                            "it is the account of the contact that activities of " + correction.address()
                                    + " belong to",
                            Map.of("contact", correction.id().toString())));
        }
    }

    /** What a person chose of candidates is taken as found, so that the rules go on from it. */
    private void byChoice(Chosen chosen) {
        of(chosen.entity())
                .put(
                        chosen.id(),
                        new Link(
                                chosen.entity(),
                                chosen.id(),
                                "correction",
                                1.0,
                                "a person chose it of several candidates",
                                Map.of()));
        if (chosen.accountId() != null) {
            accounts.put(
                    chosen.accountId(),
                    new Link(
                            "account",
                            chosen.accountId(),
                            "contact-account",
                            0.95,
                            "it is the account of the contact that a person chose",
                            Map.of("contact", chosen.id().toString())));
        }
    }

    private void unlink(Remembered correction) {
        of(correction.entity()).remove(correction.id());
    }

    private Map<UUID, Link> of(String entity) {
        return entity.equals("contact") ? contacts : entity.equals("account") ? accounts : deals;
    }

    /** Whether a person decided what the rules would say of an address. */
    private boolean isDecided(Address address, String... entities) {
        return linked().stream()
                .anyMatch(correction -> correction.address().equals(address)
                        && List.of(entities).contains(correction.entity()));
    }

    /** By which rule an activity follows others: mails their thread, meetings their series. */
    private AssociationRule inheritance() {
        return kind == Kind.MEETING ? AssociationRule.SERIES : AssociationRule.THREAD;
    }

    private void byIdentity() {
        for (Participant person : people) {
            Holder holder = evidence.holders().get(person.address());
            if (holder != null && holder.isContact() && !isDecided(person.address(), "contact")) {
                byHolder(person, holder);
            }
        }
        people.stream().map(Participant::address).distinct().forEach(this::byContested);
    }

    private void byHolder(Participant person, Holder holder) {
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
        if (holder.accountId() != null
                && !isDecided(person.address(), "account")
                && !evidence.isOfAnotherEmployer(person.address())) {
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

    /** Which of them it is, is for a person; whose people they are is known where they are all of one account. */
    private void byContested(Address address) {
        List<Holder> candidates = evidence.contested().getOrDefault(address, List.of());
        if (candidates.isEmpty()
                || isDecided(address, "contact")
                || candidates.stream().anyMatch(holder -> contacts.containsKey(holder.contactId()))) {
            return;
        }
        ask(
                "contact",
                candidates.stream().map(Holder::contactId).toList(),
                candidates.size() + " contacts have " + address);
        List<UUID> employers =
                candidates.stream().map(Holder::accountId).distinct().toList();
        if (employers.size() == 1 && employers.get(0) != null) {
            accounts.putIfAbsent(
                    employers.get(0),
                    new Link(
                            "account",
                            employers.get(0),
                            "contact-account",
                            0.85,
                            "it is the account of all " + candidates.size() + " contacts with " + address,
                            Map.of("address", address.value())));
        }
    }

    /** A contact's own account outranks the domain of the address; the domain speaks where there is none. */
    private void byDomain(Address address) {
        Holder holder = evidence.holders().get(address);
        DomainAccount account = evidence.accountsByDomain().get(address);
        boolean settled = holder != null
                && (!holder.isContact() || holder.accountId() != null)
                && !evidence.isOfAnotherEmployer(address);
        boolean employed = linked().stream()
                .anyMatch(correction -> correction.address().equals(address) && correction.accountId() != null);
        if (account == null || settled || employed || isDecided(address, "account")) {
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
    private void inheritAccount() {
        if (!accounts.isEmpty()) {
            return;
        }
        List<ThreadLinkEvidence> found = inherited("account");
        if (found.size() == 1) {
            accounts.put(found.get(0).entityId(), inherited(found.get(0)));
        } else if (found.size() > 1) {
            askAmong(found);
        }
    }

    /** A deal of another account than those at hand is not silently theirs: a thread may have been passed on. */
    private void inheritDeal() {
        List<ThreadLinkEvidence> found = inherited("deal");
        List<ThreadLinkEvidence> fitting = found.stream()
                .filter(deal ->
                        accounts.isEmpty() || deal.accountId() == null || accounts.containsKey(deal.accountId()))
                .toList();
        if (fitting.size() == 1) {
            deals.put(fitting.get(0).entityId(), inherited(fitting.get(0)));
        } else if (!found.isEmpty()) {
            askAmong(fitting.isEmpty() ? found : fitting);
        }
    }

    /** What the others of the thread or series belong to, each once. */
    private List<ThreadLinkEvidence> inherited(String entity) {
        Map<UUID, ThreadLinkEvidence> found = new LinkedHashMap<>();
        evidence.thread().stream()
                .filter(other -> other.entity().equals(entity))
                .forEach(other -> found.putIfAbsent(other.entityId(), other));
        return List.copyOf(found.values());
    }

    private void askAmong(List<ThreadLinkEvidence> found) {
        String entity = found.get(0).entity();
        ask(
                entity,
                found.stream().map(ThreadLinkEvidence::entityId).toList(),
                "the " + inheritance().word() + " is about "
                        + (found.size() == 1 ? "a deal of another account" : found.size() + " " + entity + "s"));
    }

    /** One question an entity: what is asked twice is asked about all candidates. */
    private void ask(String entity, List<UUID> candidates, String explanation) {
        if (evidence.chosen().stream().anyMatch(chosen -> chosen.entity().equals(entity))) {
            return;
        }
        Set<UUID> all = new TreeSet<>(candidates);
        Set<String> why = new TreeSet<>(List.of(explanation));
        reviews.stream().filter(review -> review.entity().equals(entity)).forEach(review -> {
            all.addAll(review.candidates());
            why.add(review.explanation());
        });
        reviews.removeIf(review -> review.entity().equals(entity));
        reviews.add(new Review(entity, List.copyOf(all), String.join("; ", why)));
    }

    private DealChoice dealChoice() {
        return new DealChoice(
                evidence,
                accounts.keySet().stream().collect(toCollection(TreeSet::new)),
                inheritance().word(),
                dealRecency);
    }

    private void byOpenDeal() {
        DealChoice choice = dealChoice();
        if (deals.isEmpty() && !choice.isEmpty()) {
            choice.link().ifPresentOrElse(link -> deals.put(link.id(), link), () -> reviews.add(choice.review()));
        }
    }

    /** Somebody of no company of ours has a part in a deal: what they do there is its account's, too. */
    private void byAccountOf(UUID deal) {
        evidence.deals().stream()
                .filter(open -> open.id().equals(deal) && open.accountId() != null)
                .map(Deal::accountId)
                .findFirst()
                .ifPresent(account -> accounts.put(
                        account,
                        new Link(
                                "account",
                                account,
                                "open-deal",
                                0.7,
                                "it is the account of the deal",
                                Map.of("deal", deal.toString()))));
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
