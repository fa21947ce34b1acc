package io.syncline.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Takes raw items out of the ledger; their rows stay, so that nothing comes again and the sums balance. */
@ApplicationScoped
public class LedgerErasure {
    /** What cannot be read is searched as it is: parked events only, of which there are few. */
    private static final String INVOLVING =
            """
            with given as (select array_agg(mailbox(address)) as mailboxes,
                array_agg(address) filter (where address like '+%' and address not like '%@%') as numbers
                from unnest(cast(:addresses as text[])) a (address))
            select id from sync_event where id in (
                select id from sync_event where activity_id = any(:activities)
                union
                select event_id from event_address, given where mailbox = any(given.mailboxes)
                union
                select id from sync_event, given where status <> 'applied' and payload is not null and (
                    exists (select 1 from mailboxes_in(payload) m (address) where m.address = any(given.mailboxes))
                    or names_one(regexp_replace(encode(payload, 'escape'), '[ ().-]', '', 'g'), given.numbers)))
            order by id for update""";

    private final StatelessSession session;
    private final Clock clock;

    @Inject
    LedgerErasure(StatelessSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /**
     * Finds and locks what belongs to these activities, and what is on no timeline and is about one of these addresses. In
     * one order, as everybody locks them, or two could wait for each other.
     */
    @Transactional(TxType.MANDATORY)
    public List<UUID> involving(Collection<UUID> activities, Collection<String> addresses) {
        return session.createNativeQuery(INVOLVING, UUID.class)
                .setParameter("activities", activities.toArray(UUID[]::new))
                .setParameter("addresses", addresses.toArray(String[]::new))
                .list();
    }

    /**
     * Takes out the raw items, and these addresses out of their identifiers. An event without payload cannot be tried
     * again: one that waits for that is discarded.
     */
    @Transactional(TxType.MANDATORY)
    public void erase(Collection<UUID> events, Collection<String> addresses) {
        UUID[] ids = events.toArray(UUID[]::new);
        run("delete from event_address where event_id = any(:events)", ids);
        run("update event_attempt set error = null where event_id = any(:events)", ids);
        session.createNativeMutationQuery(
                        """
                        update sighting set conflicting_payload = null,
                            location = veiled_of(location, :addresses),
                            external_id = veiled_of(external_id, :addresses)
                        where event_id = any(:events)""")
                .setParameter("events", ids)
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        update sync_event set context = cast('{}' as jsonb), error = null,
                            payload_removed = case when payload is null then payload_removed else cast(:now as timestamptz) end,
                            payload_removal = case when payload is null then payload_removal else 'erasure' end,
                            payload = null,
                            event_key = veiled_of(event_key, :addresses),
                            external_id = veiled_of(external_id, :addresses),
                            reason = case when status in ('retrying', 'dead') then 'a contact was erased' else reason end,
                            outcome = case when status in ('retrying', 'dead') then 'discarded' else outcome end,
                            status = case when status in ('retrying', 'dead') then 'discarded' else status end,
                            next_attempt_at = null, claimed_until = null, tried_since = null
                        where id = any(:events)""")
                .setParameter("events", ids)
                .setParameter("addresses", addresses.toArray(String[]::new))
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Makes of events what they would be had the rule been there when they came: excluded, and nothing of them kept. */
    @Transactional(TxType.MANDATORY)
    public void exclude(Collection<UUID> events, String reason) {
        UUID[] ids = events.toArray(UUID[]::new);
        run("delete from event_address where event_id = any(:events)", ids);
        run("update event_attempt set error = null where event_id = any(:events)", ids);
        run("update sighting set conflicting_payload = null where event_id = any(:events)", ids);
        session.createNativeMutationQuery(
                        """
                        update sync_event set status = 'applied', outcome = 'excluded', reason = :reason,
                            applied_at = coalesce(applied_at, cast(:now as timestamptz)), next_attempt_at = null,
                            claimed_until = null, tried_since = null, error = null, error_fingerprint = null,
                            payload_removed = case when payload is null then payload_removed
                                else cast(:now as timestamptz) end,
                            payload_removal = case when payload is null then payload_removal else 'never-log' end,
                            payload = null, context = cast('{}' as jsonb)
                        where id = any(:events)""")
                .setParameter("events", ids)
                .setParameter("reason", reason)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** How many events are of such activities, or not filed and about one of these addresses. */
    @Transactional
    public long count(Collection<String> addresses) {
        return session.createNativeQuery(
                        """
                        select count(*) from (
                            select e.id from participant p join sync_event e on e.activity_id = p.activity_id
                            where p.address = any(:addresses)
                            union
                            select event_id from event_address where mailbox in (
                                select mailbox(address) from unnest(cast(:addresses as text[])) g (address))) e""",
                        Long.class)
                .setParameter("addresses", addresses.toArray(String[]::new))
                .getSingleResult();
    }

    private void run(String sql, UUID[] events) {
        session.createNativeMutationQuery(sql).setParameter("events", events).executeUpdate();
    }
}
