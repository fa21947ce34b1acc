package io.syncline.assignment;

import io.quarkus.runtime.StartupEvent;
import io.syncline.assignment.OwnerRules.Rule;
import io.syncline.assignment.RecordFacts.Facts;
import io.syncline.event.SourceEvent;
import io.syncline.ownership.FieldClaim;
import io.syncline.ownership.FieldOwnership;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives records an owner by rule. The rule's word is a claim like that of a source, which the policy weighs: what a person
 * chose stays. It goes by what the record tells, not by the order of events; asked again, it says the same.
 */
@ApplicationScoped
public class OwnerAssignment {
    private final List<Rule> rules;
    private final Territories territories;
    private final List<String> everyone;
    private final RecordFacts facts;
    private final FieldOwnership ownership;

    @Inject
    OwnerAssignment(OwnerRules rules, RecordFacts facts, FieldOwnership ownership) {
        this.rules = rules.rules();
        this.territories = new Territories(rules.territories());
        this.everyone = rules.roundRobin().orElse(List.of());
        this.facts = facts;
        this.ownership = ownership;
    }

    /** Made at the start, so that bad settings end it. */
    void start(@Observes StartupEvent started) {}

    /** An owner, and the rule that names them with what it went by. */
    private record Named(UUID user, String reason) {}

    /**
     * @param domain of the company, or null
     * @param event that brought the account, or null
     */
    @Transactional(TxType.MANDATORY)
    public void account(UUID id, String domain, SourceEvent event) {
        List<String> domains = domain == null ? List.of() : List.of(domain);
        assign(
                "account",
                id,
                new Facts(domain == null ? id.toString() : domain, null, null, List.of(), domains),
                event);
    }

    /**
     * @param event that brought the contact or what is new of it, or null
     */
    @Transactional(TxType.MANDATORY)
    public void contact(UUID id, SourceEvent event) {
        assign("contact", id, facts.ofContact(id), event);
    }

    /**
     * @param event that brought the lead, or null
     */
    @Transactional(TxType.MANDATORY)
    public void lead(UUID id, SourceEvent event) {
        assign("lead", id, facts.ofLead(id), event);
    }

    /** What belongs to an account or a contact whose owner is another now follows: contacts, and leads. */
    @Transactional(TxType.MANDATORY)
    public void follow(String entity, UUID id) {
        if (entity.equals("account")) {
            facts.contactsOf(id).forEach(contact -> contact(contact, null));
        }
        if (entity.equals("account") || entity.equals("contact")) {
            facts.leadsOf(entity, id).forEach(lead -> lead(lead, null));
        }
    }

    @Transactional(TxType.MANDATORY)
    public void deal(UUID id) {
        assign("deal", id, facts.ofDeal(id), null);
    }

    private void assign(String entity, UUID id, Facts of, SourceEvent event) {
        rules.stream()
                .flatMap(rule -> named(rule, of).stream())
                .findFirst()
                .ifPresent(owner ->
                        ownership.claim(FieldClaim.ofAssignment(owner.reason(), entity, id, owner.user()), event));
    }

    private Optional<Named> named(Rule rule, Facts of) {
        return switch (rule) {
            case ACCOUNT_OWNER ->
                of.owner() == null ? Optional.empty() : Optional.of(new Named(of.owner(), of.ownerOf()));
            case TERRITORY ->
                territories
                        .of(of.phones(), of.domains())
                        .flatMap(place -> shared(of, place.users(), "territory:" + place.name()));
            case ROUND_ROBIN -> shared(of, everyone, "round-robin");
        };
    }

    private Optional<Named> shared(Facts of, List<String> users, String reason) {
        Map<String, UUID> active = new LinkedHashMap<>();
        for (String user : users) {
            facts.activeUser(user).ifPresent(id -> active.put(user, id));
        }
        return Share.of(of.seed(), active.keySet()).map(user -> new Named(active.get(user), reason));
    }
}
