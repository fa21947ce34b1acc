package io.syncline.reconciliation.consistency;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.syncline.reconciliation.LongQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.StatelessSession;

/** Counts what sources of users gave and what the CRM has of it. */
@ApplicationScoped
class UserCountQueries {
    /** The first part of a calendar's locations is the calendar, which has the address of its user. */
    private static final String COUNTS =
            """
            select cast(h.user_id as text) as user_id, sum(c.source) as source, sum(c.crm) as crm
            from (select %s as address, count(distinct e.activity_id) as source, count(distinct a.id) as crm
                  from sighting s
                  join sync_event e on e.id = s.event_id and e.outcome in ('created', 'updated', 'stale')
                  left join activity a on a.id = e.activity_id
                  where s.connector = :connector and (cast(:mailbox as text) is null or true) group by 1) c
            cross join lateral holder_of(c.address) h
            where h.user_id is not null group by h.user_id""";

    private final StatelessSession session;

    @Inject
    UserCountQueries(StatelessSession session) {
        this.session = session;
    }

    /** How many items a user's source gave, and how many of them the CRM has. */
    record Count(String user, long source, long crm) {}

    /**
     * @param username of the mailbox, which names its user where it is an address
     */
    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    List<Count> ofMailbox(String connector, String username) {
        return counts("lower(cast(:mailbox as text))", connector, username);
    }

    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    List<Count> ofCalendars(String connector) {
        return counts("lower(split_part(s.location, ';', 1))", connector, null);
    }

    private List<Count> counts(String address, String connector, String mailbox) {
        return session
                .createNativeQuery(COUNTS.replace("%s", address), Tuple.class)
                .addScalar("user_id", String.class)
                .addScalar("source", Long.class)
                .addScalar("crm", Long.class)
                .setParameter("connector", connector)
                .setParameter("mailbox", mailbox, String.class)
                .list()
                .stream()
                .map(row -> new Count(row.get(0, String.class), row.get(1, Long.class), row.get(2, Long.class)))
                .toList();
    }
}
