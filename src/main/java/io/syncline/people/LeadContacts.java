package io.syncline.people;

import io.syncline.assignment.OwnerAssignment;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.crm.ContactMerge;
import io.syncline.event.Address;
import io.syncline.event.LeadDetails;
import io.syncline.event.SourceEvent;
import io.syncline.ownership.FieldOwnership;
import io.syncline.ownership.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes or completes the contact and the account of a lead. The e-mail address says who it is, else the number; a shared
 * mailbox says only which company.
 */
@ApplicationScoped
class LeadContacts {
    private final Contacts contacts;
    private final Accounts accounts;
    private final OwnerAssignment assignment;
    private final SharedMailboxes shared;
    private final ContactMerge merge;
    private final FieldOwnership ownership;
    private final Audit audit;

    @Inject
    LeadContacts(
            Contacts contacts,
            Accounts accounts,
            OwnerAssignment assignment,
            SharedMailboxes shared,
            ContactMerge merge,
            FieldOwnership ownership,
            Audit audit) {
        this.contacts = contacts;
        this.accounts = accounts;
        this.assignment = assignment;
        this.shared = shared;
        this.merge = merge;
        this.ownership = ownership;
        this.audit = audit;
    }

    void keep(SourceEvent event, LeadDetails lead) {
        Optional<UUID> account = accounts.ofLead(event, lead.email(), text(lead.company()));
        if (lead.email() != null && shared.has(lead.email())) {
            return;
        }
        Optional<UUID> contact = lead.email() == null ? byNumber(event, lead.phone()) : byAddress(event, lead);
        contact.ifPresent(id -> {
            claim(id, "name", lead.name(), lead, event);
            claim(id, "title", lead.title(), lead, event);
            account.ifPresent(of -> join(id, of, lead.email(), event));
            assignment.contact(id, event);
            if (lead.email() != null && lead.phone() != null) {
                addPhone(id, lead.phone(), event);
            }
            Stream.of(lead.email(), lead.phone())
                    .filter(Objects::nonNull)
                    .forEach(address -> contacts.nameAddress(event, id, address, Role.LEAD));
        });
    }

    /** A number that several have names none of them. */
    private Optional<UUID> byNumber(SourceEvent event, Address phone) {
        return contacts.isContested(phone)
                ? Optional.empty()
                : contacts.find(phone).or(() -> contacts.create(event, phone));
    }

    /** Who gave only this number before gives an address with it now: one person, whichever came first. */
    private Optional<UUID> byAddress(SourceEvent event, LeadDetails lead) {
        Optional<UUID> caller = lead.phone() == null ? Optional.empty() : contacts.byNumberAlone(lead.phone());
        Optional<UUID> known = contacts.find(lead.email());
        if (known.isEmpty()) {
            return caller.filter(id -> contacts.complete(id, lead.email(), event))
                    .or(() -> contacts.create(event, lead.email()));
        }
        caller.filter(id -> !id.equals(known.get()))
                .ifPresent(id -> merge.absorb(id, known.get(), "number-of-lead", ownership.policyVersion(), event));
        return known;
    }

    /** What a form does not ask says nothing; a field that was left empty says that there is none. */
    private void claim(UUID contact, String field, String value, LeadDetails lead, SourceEvent event) {
        if (value != null || lead.leftBlank().contains(field)) {
            contacts.claim(event, contact, field, value, Role.LEAD);
        }
    }

    /** The domain of an address tells whose somebody is; beside it a company is what the lead says. */
    private void join(UUID contact, UUID account, Address email, SourceEvent event) {
        if (accounts.isBusiness(email)) {
            accounts.employ(contact, event);
        } else {
            contacts.claim(event, contact, "accountId", account.toString(), Role.LEAD);
        }
    }

    /** Several contacts may have it, such as a switchboard's; a user's own is no contact's. */
    private void addPhone(UUID contact, Address phone, SourceEvent event) {
        if (contacts.has(contact, phone)) {
            return;
        }
        if (contacts.isTakenAway(contact, phone)) {
            record(contact, "refused", phone, "taken-away", event);
        } else if (contacts.attach(contact, phone)) {
            record(contact, "set", phone, "number-of-lead", event);
        } else {
            record(contact, "refused", phone, "number-of-another", event);
        }
    }

    private void record(UUID contact, String action, Address phone, String rule, SourceEvent event) {
        Map<String, Object> after = Map.of("phone", phone.value());
        audit.record(
                AuditEntry.automated("contact", contact, action, null, after, rule, ownership.policyVersion(), event));
    }

    private static String text(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
