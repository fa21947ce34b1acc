package io.syncline.people;

import io.syncline.association.AssociationTasks;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Address;
import io.syncline.event.LeadDetails;
import io.syncline.event.SourceEvent;
import io.syncline.ownership.FieldOwnership;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Makes or completes the contact and the account of a lead. The e-mail address says who it is, else the number; a shared
 * mailbox says only which company.
 */
@ApplicationScoped
class LeadContacts {
    private final StatelessSession session;
    private final Contacts contacts;
    private final Accounts accounts;
    private final SharedMailboxes shared;
    private final AssociationTasks tasks;
    private final Audit audit;
    private final Clock clock;

    @Inject
    LeadContacts(
            StatelessSession session,
            Contacts contacts,
            Accounts accounts,
            SharedMailboxes shared,
            AssociationTasks tasks,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.contacts = contacts;
        this.accounts = accounts;
        this.shared = shared;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    void keep(SourceEvent event, LeadDetails lead) {
        Optional<UUID> account = accounts.ofLead(event, lead.email(), text(lead.company()));
        if (lead.email() != null && shared.has(lead.email())) {
            return;
        }
        Address identity = lead.email() != null ? lead.email() : lead.phone();
        Optional<UUID> contact = contacts.find(identity).or(() -> contacts.create(event, identity));
        contact.ifPresent(id -> {
            claim(id, "name", text(lead.name()), event);
            claim(id, "title", text(lead.title()), event);
            account.ifPresent(of -> join(id, of, event));
            if (lead.email() != null && lead.phone() != null) {
                addPhone(id, lead.phone(), event);
            }
        });
    }

    private void claim(UUID contact, String field, String value, SourceEvent event) {
        if (value != null) {
            contacts.claim(
                    contact,
                    field,
                    value,
                    "lead",
                    NameAuthority.LEAD,
                    event.facts().occurredAt(),
                    event.key().value(),
                    event.delivery().connector());
        }
    }

    /** A contact that has an account keeps it. */
    private void join(UUID contact, UUID account, SourceEvent event) {
        int joined = session.createNativeMutationQuery(
                        """
                        update contact set account_id = :account, version = version + 1, updated_at = :now
                        where id = :id and account_id is null""")
                .setParameter("account", account)
                .setParameter("now", clock.instant())
                .setParameter("id", contact)
                .executeUpdate();
        if (joined > 0) {
            record(contact, "set", Map.of("accountId", account.toString()), "account-of-lead", event);
            tasks.contactsChanged(List.of(contact));
        }
    }

    /** A number that somebody else has, such as a company's switchboard, says nothing about the person. */
    private void addPhone(UUID contact, Address phone, SourceEvent event) {
        if (contacts.find(phone).equals(Optional.of(contact))) {
            return;
        }
        boolean taken = !contacts.attach(contact, phone);
        record(
                contact,
                taken ? "refused" : "set",
                Map.of("phone", phone.value()),
                taken ? "number-of-another" : "number-of-lead",
                event);
    }

    private void record(UUID contact, String action, Map<String, Object> after, String rule, SourceEvent event) {
        audit.record(AuditEntry.automated(
                "contact", contact, action, null, after, rule, FieldOwnership.POLICY_VERSION, event));
    }

    private static String text(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
