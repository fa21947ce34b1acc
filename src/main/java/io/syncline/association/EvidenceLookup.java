package io.syncline.association;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.syncline.association.Evidence.Deal;
import io.syncline.association.Evidence.DomainAccount;
import io.syncline.association.Evidence.Holder;
import io.syncline.association.Evidence.ThreadLinkEvidence;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.Address;
import io.syncline.event.Participant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Looks up what bears on an activity, in a fixed number of queries. */
@ApplicationScoped
class EvidenceLookup {
    private static final String HOLDERS =
            """
            select w.value, h.contact_id, coalesce(c.name, u.name), c.account_id, a.name as account_name, h.user_id
            from unnest(cast(:values as text[])) w (value)
            cross join lateral holder_of(w.value) h
            left join contact c on c.id = h.contact_id
            left join account a on a.id = c.account_id
            left join crm_user u on u.id = h.user_id""";

    private static final String DOMAINS =
            """
            select d.domain, d.account_id, a.name from account_domain d
            join account a on a.id = d.account_id
            where d.domain = any(:domains)""";

    private static final String DEALS =
            """
            select d.id, d.account_id, d.opened_at, dc.contact_id from deal d
            left join deal_contact dc on dc.deal_id = d.id and dc.contact_id = any(:contacts)
            where d.id in (select deal_id from deal_contact where contact_id = any(:contacts)
                           union select id from deal where account_id = any(:accounts))
              and (d.stage = 'open' or d.closed_at > :occurredAt)
              and (d.opened_at is null or d.opened_at <= :occurredAt)
            order by d.id, dc.contact_id""";

    private static final String THREAD =
            """
            select a.activity_id, a.entity, a.entity_id from association a
            where a.rule not in ('thread', 'series') and a.entity in ('account', 'deal')
              and a.activity_id in (select other.activity_id from thread_link mine
                                    join thread_link other using (message_id)
                                    where mine.activity_id = :activity and other.activity_id <> :activity)
            order by a.occurred_at, a.activity_id, a.entity, a.entity_id limit 100""";

    private final StatelessSession session;
    private final Organization organization;

    @Inject
    EvidenceLookup(StatelessSession session, SynclineConfig config) {
        this.session = session;
        this.organization = config.organization();
    }

    /**
     * @param threaded whether the activity can be part of a thread or a series
     * @param supposition what is taken to be other than it is
     */
    Evidence find(
            UUID activityId, Instant occurredAt, List<Participant> people, boolean threaded, Supposition supposition) {
        Set<Address> addresses = people.stream()
                .map(Participant::address)
                .filter(Objects::nonNull)
                .collect(toCollection(LinkedHashSet::new));
        Map<Address, Holder> holders = holders(addresses);
        holders.replaceAll((address, holder) -> supposition.holder(holder));
        Map<Address, DomainAccount> domains = accountsByDomain(addresses, holders);
        List<ThreadLinkEvidence> thread = threaded ? thread(activityId) : List.of();
        if (threaded && supposition.ofLinks()) {
            thread = supposition.thread(thread, members(activityId));
        }
        return new Evidence(holders, domains, deals(holders, domains, thread, occurredAt), thread);
    }

    private Map<Address, Holder> holders(Collection<Address> addresses) {
        Map<Address, Holder> holders = new HashMap<>();
        if (addresses.isEmpty()) {
            return holders;
        }
        Map<String, Address> byValue =
                addresses.stream().collect(toMap(Address::value, address -> address, (one, same) -> one));
        session.createNativeQuery(HOLDERS, Tuple.class)
                .setParameter("values", byValue.keySet().toArray(String[]::new))
                .list()
                .forEach(row -> holders.put(
                        byValue.get(row.get(0, String.class)),
                        new Holder(
                                row.get(1, UUID.class),
                                row.get(2, String.class),
                                row.get(3, UUID.class),
                                row.get(4, String.class),
                                row.get(5, UUID.class))));
        return holders;
    }

    private Map<Address, DomainAccount> accountsByDomain(Collection<Address> addresses, Map<Address, Holder> holders) {
        Map<Address, List<String>> wanted = new LinkedHashMap<>();
        for (Address address : addresses) {
            Holder holder = holders.get(address);
            boolean user = holder != null && !holder.isContact();
            if (address.type() == Address.Type.EMAIL && !user && !organization.owns(address)) {
                wanted.put(address, FreemailDomains.companySuffixes(address.domain()));
            }
        }
        Map<String, DomainAccount> found = new HashMap<>();
        String[] domains =
                wanted.values().stream().flatMap(List::stream).distinct().toArray(String[]::new);
        if (domains.length > 0) {
            session.createNativeQuery(DOMAINS, Tuple.class)
                    .setParameter("domains", domains)
                    .list()
                    .forEach(row -> found.put(
                            row.get(0, String.class),
                            new DomainAccount(
                                    row.get(1, UUID.class), row.get(2, String.class), row.get(0, String.class))));
        }
        Map<Address, DomainAccount> accounts = new HashMap<>();
        wanted.forEach((address, suffixes) -> suffixes.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(account -> accounts.put(address, account)));
        return accounts;
    }

    private List<Deal> deals(
            Map<Address, Holder> holders,
            Map<Address, DomainAccount> domains,
            List<ThreadLinkEvidence> thread,
            Instant occurredAt) {
        Set<UUID> contacts = new TreeSet<>();
        Set<UUID> accounts = new TreeSet<>();
        holders.values().stream().filter(Holder::isContact).forEach(holder -> {
            contacts.add(holder.contactId());
            Stream.ofNullable(holder.accountId()).forEach(accounts::add);
        });
        domains.values().forEach(account -> accounts.add(account.accountId()));
        thread.stream().filter(link -> link.entity().equals("account")).forEach(link -> accounts.add(link.entityId()));
        if (contacts.isEmpty() && accounts.isEmpty()) {
            return List.of();
        }
        Map<UUID, Deal> deals = new LinkedHashMap<>();
        session.createNativeQuery(DEALS, Tuple.class)
                .setParameter("contacts", contacts.toArray(UUID[]::new))
                .setParameter("accounts", accounts.toArray(UUID[]::new))
                .setParameter("occurredAt", occurredAt)
                .list()
                .forEach(row -> deals.computeIfAbsent(
                                row.get(0, UUID.class),
                                id -> new Deal(
                                        id, row.get(1, UUID.class), row.get(2, Instant.class), new ArrayList<>()))
                        .contacts()
                        .addAll(Stream.ofNullable(row.get(3, UUID.class)).toList()));
        return List.copyOf(deals.values());
    }

    /** The other activities of a thread. */
    private List<UUID> members(UUID activityId) {
        return session.createNativeQuery(
                        """
                        select distinct other.activity_id from thread_link mine join thread_link other using (message_id)
                        where mine.activity_id = :activity and other.activity_id <> :activity
                        order by other.activity_id""",
                        UUID.class)
                .setParameter("activity", activityId)
                .list();
    }

    private List<ThreadLinkEvidence> thread(UUID activityId) {
        return session.createNativeQuery(THREAD, Tuple.class).setParameter("activity", activityId).list().stream()
                .map(row -> new ThreadLinkEvidence(
                        row.get(0, UUID.class), row.get(1, String.class), row.get(2, UUID.class)))
                .toList();
    }
}
