package io.syncline.association;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.syncline.association.Evidence.Chosen;
import io.syncline.association.Evidence.Deal;
import io.syncline.association.Evidence.DomainAccount;
import io.syncline.association.Evidence.Holder;
import io.syncline.association.Evidence.Remembered;
import io.syncline.association.Evidence.ThreadLinkEvidence;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.Address;
import io.syncline.event.Participant;
import io.syncline.timeline.Activity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
            cross join lateral holders_of(w.value) h
            left join contact c on c.id = h.contact_id
            left join account a on a.id = c.account_id
            left join crm_user u on u.id = h.user_id
            order by w.value, h.contact_id""";

    private static final String OTHER_ADDRESSES =
            "select contact_id, value from identity where kind = 'email' and contact_id = any(:contacts)";

    private static final String REMEMBERED =
            """
            select w.value, r.entity, r.entity_id, r.linked, r.actor, c.account_id
            from unnest(cast(:values as text[])) w (value)
            join remembered_correction r on r.address = mailbox(w.value) and (r.since is null or r.since <= :occurredAt)
            left join contact c on r.entity = 'contact' and c.id = r.entity_id
            left join deal d on r.entity = 'deal' and d.id = r.entity_id
            where d.id is null or d.stage = 'open' or d.closed_at > :occurredAt
            order by w.value, r.entity, r.entity_id""";

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
            select a.activity_id, a.entity, a.entity_id, d.account_id from association a
            left join deal d on a.entity = 'deal' and d.id = a.entity_id
            where a.rule not in ('thread', 'series') and a.entity in ('account', 'deal')
              and a.activity_id in (select activity_id from thread_of(:activity)) and a.activity_id <> :activity
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
     * @param choices what people chose for it, by the entity
     * @param supposition what is taken to be other than it is
     */
    Evidence find(
            Activity activity,
            List<Participant> people,
            boolean threaded,
            Map<String, UUID> choices,
            Supposition supposition) {
        UUID activityId = activity.id();
        Instant occurredAt = activity.occurredAt();
        Set<Address> addresses = people.stream()
                .map(Participant::address)
                .filter(Objects::nonNull)
                .collect(toCollection(LinkedHashSet::new));
        Map<Address, List<Holder>> found = holders(addresses);
        Map<Address, Holder> holders = new HashMap<>();
        Map<Address, List<Holder>> contested = new HashMap<>();
        found.forEach((address, of) -> {
            List<Holder> supposed = of.stream().map(supposition::holder).toList();
            if (of.size() == 1) {
                holders.put(address, supposed.get(0));
            } else if (of.stream().allMatch(Holder::isContact)) {
                contested.put(address, supposed);
            }
        });
        Map<Address, DomainAccount> domains = accountsByDomain(addresses, holders);
        List<ThreadLinkEvidence> thread = threaded ? thread(activityId) : List.of();
        if (threaded && supposition.ofLinks()) {
            thread = withAccounts(supposition.thread(thread, members(activityId)));
        }
        List<Holder> all = Stream.concat(
                        holders.values().stream(), contested.values().stream().flatMap(List::stream))
                .toList();
        List<Remembered> remembered = remembered(addresses, occurredAt);
        List<Chosen> chosen = chosen(choices, supposition);
        return new Evidence(
                holders,
                contested,
                domains,
                ofOtherEmployers(holders, domains),
                remembered,
                chosen,
                deals(all, Stream.concat(linked(remembered), chosen.stream()).toList(), domains, thread, occurredAt),
                thread);
    }

    private Map<Address, List<Holder>> holders(Collection<Address> addresses) {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        Map<String, Address> byValue =
                addresses.stream().collect(toMap(Address::value, address -> address, (one, same) -> one));
        return session
                .createNativeQuery(HOLDERS, Tuple.class)
                .setParameter("values", byValue.keySet().toArray(String[]::new))
                .list()
                .stream()
                .collect(groupingBy(
                        row -> byValue.get(row.get(0, String.class)),
                        mapping(
                                row -> new Holder(
                                        row.get(1, UUID.class),
                                        row.get(2, String.class),
                                        row.get(3, UUID.class),
                                        row.get(4, String.class),
                                        row.get(5, UUID.class)),
                                toList())));
    }

    private Map<Address, DomainAccount> accountsByDomain(Collection<Address> addresses, Map<Address, Holder> holders) {
        Set<Address> wanted = new LinkedHashSet<>();
        for (Address address : addresses) {
            Holder holder = holders.get(address);
            boolean user = holder != null && !holder.isContact();
            if (address.type() == Address.Type.EMAIL && !user) {
                wanted.add(address);
            }
        }
        return accountsByDomain(wanted);
    }

    private Map<Address, DomainAccount> accountsByDomain(Collection<Address> emails) {
        Map<Address, List<String>> wanted = new LinkedHashMap<>();
        emails.stream()
                .filter(address -> !organization.owns(address))
                .forEach(address -> wanted.put(address, CompanyDomains.suffixes(address.domain())));
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

    /** Looked at closer only where an address and its contact's account disagree, which is seldom. */
    private Set<Address> ofOtherEmployers(Map<Address, Holder> holders, Map<Address, DomainAccount> domains) {
        Map<Address, Holder> odd = new HashMap<>();
        domains.forEach((address, account) -> Optional.ofNullable(holders.get(address))
                .filter(holder ->
                        holder.accountId() != null && !holder.accountId().equals(account.accountId()))
                .ifPresent(holder -> odd.put(address, holder)));
        if (odd.isEmpty()) {
            return Set.of();
        }
        Map<UUID, List<Address>> emails = session
                .createNativeQuery(OTHER_ADDRESSES, Tuple.class)
                .setParameter(
                        "contacts", odd.values().stream().map(Holder::contactId).toArray(UUID[]::new))
                .list()
                .stream()
                .collect(groupingBy(
                        row -> row.get(0, UUID.class),
                        mapping(row -> new Address(Address.Type.EMAIL, row.get(1, String.class)), toList())));
        Map<Address, DomainAccount> employers =
                accountsByDomain(emails.values().stream().flatMap(List::stream).collect(toSet()));
        return odd.keySet().stream()
                .filter(address -> emails.getOrDefault(odd.get(address).contactId(), List.of()).stream()
                        .map(employers::get)
                        .filter(Objects::nonNull)
                        .anyMatch(employer ->
                                employer.accountId().equals(odd.get(address).accountId())))
                .collect(toSet());
    }

    private List<Remembered> remembered(Collection<Address> addresses, Instant occurredAt) {
        if (addresses.isEmpty()) {
            return List.of();
        }
        Map<String, Address> byValue =
                addresses.stream().collect(toMap(Address::value, address -> address, (one, same) -> one));
        return session
                .createNativeQuery(REMEMBERED, Tuple.class)
                .setParameter("values", byValue.keySet().toArray(String[]::new))
                .setParameter("occurredAt", occurredAt)
                .list()
                .stream()
                .map(row -> new Remembered(
                        byValue.get(row.get(0, String.class)),
                        row.get(1, String.class),
                        row.get(2, UUID.class),
                        row.get(3, Boolean.class),
                        row.get(4, String.class),
                        row.get(5, UUID.class)))
                .toList();
    }

    private static Stream<Chosen> linked(List<Remembered> remembered) {
        return remembered.stream()
                .filter(Remembered::linked)
                .map(correction -> new Chosen(correction.entity(), correction.id(), correction.accountId()));
    }

    private List<Chosen> chosen(Map<String, UUID> choices, Supposition supposition) {
        return choices.entrySet().stream()
                .map(choice -> new Chosen(
                        choice.getKey(),
                        choice.getValue(),
                        choice.getKey().equals("contact") ? account(choice.getValue(), supposition) : null))
                .sorted(Comparator.comparing(Chosen::entity))
                .toList();
    }

    private UUID account(UUID contact, Supposition supposition) {
        UUID account = session.createNativeQuery("select account_id from contact where id = :id", UUID.class)
                .setParameter("id", contact)
                .uniqueResult();
        return supposition
                .holder(new Holder(contact, null, account, null, null))
                .accountId();
    }

    private List<Deal> deals(
            List<Holder> holders,
            List<Chosen> decided,
            Map<Address, DomainAccount> domains,
            List<ThreadLinkEvidence> thread,
            Instant occurredAt) {
        Set<UUID> contacts = new TreeSet<>();
        Set<UUID> accounts = new TreeSet<>();
        holders.stream().filter(Holder::isContact).forEach(holder -> {
            contacts.add(holder.contactId());
            Stream.ofNullable(holder.accountId()).forEach(accounts::add);
        });
        decided.forEach(by -> {
            (by.entity().equals("contact") ? contacts : accounts).add(by.id());
            Stream.ofNullable(by.accountId()).forEach(accounts::add);
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
                        select activity_id from thread_of(:activity) where activity_id <> :activity
                        order by activity_id""",
                        UUID.class)
                .setParameter("activity", activityId)
                .list();
    }

    /** Supposed links to deals do not say whose deals they are. */
    private List<ThreadLinkEvidence> withAccounts(List<ThreadLinkEvidence> thread) {
        UUID[] ids = thread.stream()
                .filter(link -> link.entity().equals("deal"))
                .map(ThreadLinkEvidence::entityId)
                .distinct()
                .toArray(UUID[]::new);
        Map<UUID, UUID> accounts = new HashMap<>();
        session.createNativeQuery("select id, account_id from deal where id = any(:ids)", Tuple.class)
                .setParameter("ids", ids)
                .list()
                .forEach(row -> accounts.put(row.get(0, UUID.class), row.get(1, UUID.class)));
        return thread.stream()
                .map(link -> new ThreadLinkEvidence(
                        link.activityId(), link.entity(), link.entityId(), accounts.get(link.entityId())))
                .toList();
    }

    private List<ThreadLinkEvidence> thread(UUID activityId) {
        return session.createNativeQuery(THREAD, Tuple.class).setParameter("activity", activityId).list().stream()
                .map(row -> new ThreadLinkEvidence(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2, UUID.class),
                        row.get(3, UUID.class)))
                .toList();
    }
}
