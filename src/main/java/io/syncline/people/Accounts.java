package io.syncline.people;

import io.syncline.assignment.OwnerAssignment;
import io.syncline.association.AssociationTasks;
import io.syncline.association.CompanyDomains;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.crm.Domains;
import io.syncline.database.Locks;
import io.syncline.event.Address;
import io.syncline.event.Ids;
import io.syncline.event.SourceEvent;
import io.syncline.ownership.FieldClaim;
import io.syncline.ownership.FieldOwnership;
import io.syncline.ownership.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Accounts as events find and make them: by company domain, never by a freemail one. */
@ApplicationScoped
class Accounts {
    private final StatelessSession session;
    private final Organization organization;
    private final Domains domains;
    private final FieldOwnership ownership;
    private final OwnerAssignment assignment;
    private final AssociationTasks tasks;
    private final Locks locks;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Accounts(
            StatelessSession session,
            SynclineConfig config,
            Domains domains,
            FieldOwnership ownership,
            OwnerAssignment assignment,
            AssociationTasks tasks,
            Locks locks,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.organization = config.organization();
        this.domains = domains;
        this.ownership = ownership;
        this.assignment = assignment;
        this.tasks = tasks;
        this.locks = locks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The account of a lead: by domain, made for the company's own when there is none, so that the first lead of a
     * subdomain makes no account beside the one that the next would make; with a freemail address the one account of exactly the
     * name that the person gave, since a name alone makes no account.
     *
     * @param company as the person wrote it, or null
     */
    Optional<UUID> ofLead(SourceEvent event, Address email, String company) {
        if (!isBusiness(email)) {
            return company == null ? Optional.empty() : byName(company);
        }
        Optional<UUID> account = domains.account(email);
        if (account.isEmpty()) {
            String domain = CompanyDomains.registered(email.domain()).orElseThrow();
            locks.take("domain:" + domain);
            account = domains.account(email).or(() -> Optional.of(create(event, domain)));
        }
        ownership.name(FieldClaim.of(event, "account", account.get(), "domains", email.domain(), Role.LEAD));
        if (company != null) {
            ownership.claim(FieldClaim.of(event, "account", account.get(), "name", company, Role.LEAD), event);
        }
        return account;
    }

    /** An account that is made in this moment is waited for, and one that comes later sees the contact that is made now. */
    void holdDomains(Address address) {
        if (isBusiness(address)) {
            CompanyDomains.suffixes(address.domain()).forEach(domain -> locks.share("domain:" + domain));
        }
    }

    /** Whether the address tells the company, so that nobody need say it. */
    boolean isBusiness(Address email) {
        return email != null && !CompanyDomains.suffixes(email.domain()).isEmpty() && !organization.owns(email);
    }

    private UUID create(SourceEvent event, String domain) {
        UUID id = Ids.next();
        session.createNativeMutationQuery(
                        "insert into account (id, name, created_at, updated_at) values (:id, :name, :now, :now)")
                .setParameter("id", id)
                .setParameter("name", domain)
                .setParameter("now", clock.instant())
                .executeUpdate();
        session.createNativeMutationQuery("insert into account_domain (domain, account_id) values (:domain, :id)")
                .setParameter("domain", domain)
                .setParameter("id", id)
                .executeUpdate();
        audit.record(AuditEntry.automated(
                "account",
                id,
                "created",
                null,
                Map.of("name", domain, "domain", domain),
                "account-from-lead",
                ownership.policyVersion(),
                event));
        // The domain stands for the name until somebody says it.
        ownership.claim(FieldClaim.ofDomain(domain, "account", id, "name", domain), event);
        assignment.account(id, domain, event);
        adopt(domain, event);
        tasks.domainsChanged(List.of(domain));
        return id;
    }

    /**
     * Contacts of the domain that came before their account get it now, as those get it that come after; in the order in
     * which a mail to several of them holds them, so that neither waits for the other.
     */
    private void adopt(String domain, SourceEvent event) {
        session.createNativeQuery(
                        """
                        select contact_id from identity
                        where contact_id is not null and kind = 'email'
                          and (split_part(value, '@', 2) = :domain or split_part(value, '@', 2) like '%.' || :domain)
                        group by contact_id order by min(value collate "C")""",
                        UUID.class)
                .setParameter("domain", domain)
                .list()
                .forEach(contact -> {
                    employ(contact, event);
                    assignment.contact(contact, event);
                });
    }

    /** The account of somebody is that of the first of their addresses that has one, whichever event shows it. */
    void employ(UUID contact, SourceEvent event) {
        List<String> emails = session.createNativeQuery(
                        "select value from identity where contact_id = :id and kind = 'email' order by position, value",
                        String.class)
                .setParameter("id", contact)
                .list();
        for (String email : emails) {
            var address = new Address(Address.Type.EMAIL, email);
            Optional<UUID> account = domains.account(address);
            if (account.isPresent()) {
                String id = account.get().toString();
                ownership.claim(FieldClaim.ofDomain(address.domain(), "contact", contact, "accountId", id), event);
                return;
            }
        }
    }

    private Optional<UUID> byName(String company) {
        List<UUID> found = session.createNativeQuery(
                        "select id from account where lower(name) = lower(:name) limit 2", UUID.class)
                .setParameter("name", company)
                .list();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
