package io.syncline.people;

import io.quarkus.arc.Unremovable;
import io.syncline.assignment.OwnerAssignment;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.Address;
import io.syncline.event.Direction;
import io.syncline.event.Kind;
import io.syncline.event.Participant;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes the contacts that an event brings, and lets it claim what it knows of those that are there. */
@ApplicationScoped
@Named("contactKeeping")
@Unremovable
public class ContactKeeping {
    private final ContactRules rules;
    private final Contacts contacts;
    private final LeadContacts leads;
    private final SharedMailboxes shared;
    private final OwnerAssignment assignment;
    private final Organization organization;

    @Inject
    ContactKeeping(
            ContactRules rules,
            Contacts contacts,
            LeadContacts leads,
            SharedMailboxes shared,
            OwnerAssignment assignment,
            SynclineConfig config) {
        this.shared = shared;
        this.assignment = assignment;
        this.rules = rules;
        this.contacts = contacts;
        this.leads = leads;
        this.organization = config.organization();
    }

    @Transactional(TxType.MANDATORY)
    public SourceEvent recognise(SourceEvent event) {
        if (event.kind() == Kind.EMAIL) {
            mail(event);
        } else if (event.kind() == Kind.LEAD && rules.fromLeads()) {
            event.lead().ifPresent(lead -> leads.keep(event, lead));
        }
        return event;
    }

    private void mail(SourceEvent event) {
        boolean creates = rules.fromOutboundMail() && event.facts().direction() == Direction.OUTBOUND;
        List<Participant> outsiders = event.facts().participants().stream()
                .filter(person -> person.address() != null && isOutsider(person.address()))
                .sorted((a, b) -> a.address().value().compareTo(b.address().value()))
                .toList();
        for (Participant person : outsiders) {
            boolean addressee = !person.role().equals("from");
            Optional<UUID> known = contacts.find(person.address());
            if (known.isEmpty() && creates && addressee) {
                Optional<UUID> made = contacts.create(event, person.address());
                made.ifPresent(id -> contacts.claimName(id, event, person));
                made.ifPresent(id -> assignment.contact(id, event));
            } else {
                known.or(() -> contacts.findOrPrecede(person.address()))
                        .ifPresent(id -> contacts.claimName(id, event, person));
            }
        }
    }

    private boolean isOutsider(Address address) {
        return !organization.owns(address) && !shared.has(address);
    }
}
