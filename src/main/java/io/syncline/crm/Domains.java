package io.syncline.crm;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.syncline.association.AssociationTasks;
import io.syncline.association.CompanyDomains;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.database.Locks;
import io.syncline.event.Address;
import io.syncline.event.Addresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Which account a company domain belongs to: one at most. */
@ApplicationScoped
public class Domains {
    private static final String EXPECTED =
            "a company's domain such as globex.example: not a mail provider's, not one of the organization's own";

    private final StatelessSession session;
    private final Organization organization;
    private final Locks locks;
    private final AssociationTasks tasks;

    @Inject
    Domains(StatelessSession session, SynclineConfig config, Locks locks, AssociationTasks tasks) {
        this.session = session;
        this.organization = config.organization();
        this.locks = locks;
        this.tasks = tasks;
    }

    List<String> read(Fields fields, List<String> current) {
        List<String> wanted = fields.list("domains", current, EXPECTED, node -> Fields.text(node)
                .flatMap(Addresses::domain)
                .filter(domain -> !CompanyDomains.suffixes(domain).isEmpty())
                .filter(domain -> !organization.owns(new Address(Address.Type.EMAIL, "somebody@" + domain))));
        return wanted.stream().sorted().toList();
    }

    Map<UUID, List<String>> of(Collection<UUID> accounts) {
        return session
                .createSelectionQuery(
                        "from AccountDomain where accountId in :ids order by accountId, domain", AccountDomain.class)
                .setParameterList("ids", accounts)
                .list()
                .stream()
                .collect(groupingBy(AccountDomain::accountId, mapping(AccountDomain::domain, toList())));
    }

    /** The account of an e-mail address: the one that has its domain, or the nearest above. */
    public Optional<UUID> account(Address address) {
        List<String> suffixes = CompanyDomains.suffixes(address.domain());
        return suffixes.isEmpty() || organization.owns(address)
                ? Optional.empty()
                : session.createSelectionQuery(
                                "select accountId from AccountDomain where domain in :suffixes order by length(domain) desc",
                                UUID.class)
                        .setParameterList("suffixes", suffixes)
                        .setMaxResults(1)
                        .uniqueResultOptional();
    }

    /**
     * Gives an account these domains and no others; activities with people of theirs are associated again.
     *
     * @throws ConflictException if one is another account's
     */
    void assign(UUID account, List<String> wanted) {
        List<String> before = of(List.of(account)).getOrDefault(account, List.of());
        List<String> gone = without(before, wanted);
        List<String> come = without(wanted, before);
        come.stream().map(domain -> "domain:" + domain).sorted().forEach(locks::take);
        if (!gone.isEmpty()) {
            session.createMutationQuery("delete AccountDomain where domain in :gone")
                    .setParameterList("gone", gone)
                    .executeUpdate();
        }
        come.forEach(domain -> insert(account, domain));
        var changed = new ArrayList<>(gone);
        changed.addAll(come);
        if (!changed.isEmpty()) {
            tasks.domainsChanged(changed);
        }
    }

    private void insert(UUID account, String domain) {
        int inserted = session.createNativeMutationQuery(
                        """
                        insert into account_domain (domain, account_id) values (:domain, :account)
                        on conflict (domain) do nothing""")
                .setParameter("domain", domain)
                .setParameter("account", account)
                .executeUpdate();
        if (inserted == 0) {
            AccountDomain held = session.get(AccountDomain.class, domain);
            throw new ConflictException(
                    domain + " belongs to account " + (held == null ? "of somebody else" : held.accountId()));
        }
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(domain -> !others.contains(domain)).toList();
    }
}
