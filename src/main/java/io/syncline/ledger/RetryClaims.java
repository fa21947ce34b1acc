package io.syncline.ledger;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import io.syncline.lease.Replica;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Hands the parked events that are due to one replica each, under a lease by the database's clock. What is left of a
 * claim that ran out, or of a replica that is gone, goes to the next who looks; when its attempt had begun, that attempt is
 * kept as interrupted.
 */
@ApplicationScoped
public class RetryClaims {
    /** Walks from connector to connector by the index of waiting events, and takes the first due ones of each. */
    static final String CLAIM =
            """
            with recursive waiting (connector) as (
                (select connector from sync_event where status = 'retrying' order by connector limit 1)
                union all
                select (select e.connector from sync_event e where e.status = 'retrying' and e.connector > w.connector
                        order by e.connector limit 1)
                from waiting w where w.connector is not null
            ), due as (
                select d.id, d.attempts, d.tried_since
                from waiting w
                left join unnest(cast(:connectors as text[]), cast(:limits as integer[])) as own (connector, most)
                    on own.connector = w.connector
                cross join lateral (
                    select e.id, e.attempts, e.tried_since from sync_event e
                    where e.status = 'retrying' and e.connector = w.connector and e.next_attempt_at <= now()
                      and (e.claimed_until is null or e.claimed_until <= now()
                           or exists (select from replica r where r.id = e.claimed_by and r.alive_until <= now()))
                    order by e.next_attempt_at, e.id
                    limit coalesce(own.most, cast(:limit as integer)) for update skip locked) d
            ), interrupted as (
                insert into event_attempt (event_id, attempt, at, result, error_type, error)
                select id, attempts + 1, tried_since, 'retrying', :type, :error from due where tried_since is not null
            )
            update sync_event e set claimed_until = now() + make_interval(secs => :lease), claimed_by = :me, tried_since = null,
                attempts = e.attempts + case when due.tried_since is null then 0 else 1 end
            from due where e.id = due.id
            returning e.id, e.connector, e.next_attempt_at, e.claimed_until, e.attempts, due.tried_since is not null""";

    private static final String BEGIN =
            """
            update sync_event set tried_since = clock_timestamp(),
                claimed_until = clock_timestamp() + make_interval(secs => :lease)
            where id = :id and status = 'retrying' and claimed_until = :claim
            returning *""";

    /** None of its attempts has begun: what the database kept of them it could not tell. */
    private static final String TAKE_BACK =
            """
            update sync_event set claimed_until = null, claimed_by = null, tried_since = null
            where status = 'retrying' and claimed_by = :me and claimed_until is not null""";

    private static final String LET_GO =
            """
            update sync_event set claimed_by = null,
                claimed_until = least(claimed_until, clock_timestamp() + make_interval(secs => :delay))
            where id = :id and status = 'retrying' and claimed_until = :claim""";

    private final StatelessSession session;
    private final RetryPolicy policy;
    private final RetryRules rules;
    private final StoredEvents stored;
    private final LedgerRows rows;
    private final Replica me;

    @Inject
    RetryClaims(
            StatelessSession session,
            RetryPolicy policy,
            RetryRules rules,
            StoredEvents stored,
            LedgerRows rows,
            Replica me) {
        this.session = session;
        this.policy = policy;
        this.rules = rules;
        this.stored = stored;
        this.rows = rows;
        this.me = me;
    }

    /** An event that is this replica's for the length of the lease; without its payload, so that many fit in memory. */
    public record Claimed(UUID eventId, String connector, Instant dueAt, Instant claim) {}

    /**
     * Claims what is due: of each connector the first ones, up to its limit, by turns. What others have claimed, or are
     * at, is passed over.
     */
    @Transactional
    public List<Claimed> claim() {
        var own = new TreeMap<String, Integer>();
        rules.own().forEach((connector, rule) -> own.put(connector, rule.atOnce()));
        List<Claimed> claimed = new ArrayList<>();
        for (Tuple row : session.createNativeQuery(CLAIM, Tuple.class)
                .setParameter("connectors", own.keySet().toArray(String[]::new))
                .setParameter("limits", own.values().toArray(Integer[]::new))
                .setParameter("limit", rules.common().atOnce())
                .setParameter("lease", seconds())
                .setParameter("me", me.id())
                .setParameter("type", Failure.INTERRUPTED.type())
                .setParameter("error", Failure.INTERRUPTED.message())
                .list()) {
            var event = new Claimed(
                    row.get(0, UUID.class),
                    row.get(1, String.class),
                    row.get(2, Instant.class),
                    row.get(3, Instant.class));
            int attempts = row.get(4, Integer.class);
            boolean interrupted = row.get(5, Boolean.class);
            if (interrupted && attempts >= rules.of(event.connector()).maxAttempts()) {
                giveUp(event.eventId(), attempts);
            } else {
                claimed.add(event);
            }
        }
        return byTurns(claimed);
    }

    /**
     * Marks that the attempt at a claimed event begins, with a lease of its own.
     *
     * @return empty when the claim is lost: it ran out and another replica has the event, or a person decided about it
     */
    @Transactional
    public Optional<StoredEvent> begin(Claimed event) {
        return session
                .createNativeQuery(BEGIN, LedgerEvent.class)
                .setParameter("id", event.eventId())
                .setParameter("claim", event.claim())
                .setParameter("lease", seconds())
                .list()
                .stream()
                .flatMap(row -> stored.of(row, row.claimedUntil()).stream())
                .findFirst();
    }

    /** Lets others have what was claimed and not begun, at once. */
    @Transactional
    public void giveBack(Collection<Claimed> events) {
        for (Claimed event : events) {
            session.createMutationQuery(
                            """
                            update LedgerEvent set claimedUntil = null
                            where id = :id and claimedUntil = :claim and triedSince is null""")
                    .setParameter("id", event.eventId())
                    .setParameter("claim", event.claim())
                    .executeUpdate();
        }
    }

    /**
     * Lets all have at once what this replica has claimed, whether it knows of it or not: after a claim, or the beginning
     * of an attempt, whose answer did not arrive. To be called with no attempt under way.
     */
    @Transactional
    public void takeBack() {
        session.createNativeMutationQuery(TAKE_BACK).setParameter("me", me.id()).executeUpdate();
    }

    /**
     * Lets others have, as soon as after a first failure, what was begun here and is over, though nobody could keep how
     * it ended.
     */
    @Transactional
    public void letGo(StoredEvent event) {
        Duration delay = rules.of(event.delivery().connector()).initialDelay();
        session.createNativeMutationQuery(LET_GO)
                .setParameter("delay", delay.toMillis() / 1000.0)
                .setParameter("id", event.id())
                .setParameter("claim", event.claim())
                .executeUpdate();
    }

    private void giveUp(UUID eventId, int attempts) {
        rows.failed(eventId, new Parking(Failure.INTERRUPTED, attempts, null));
        session.createMutationQuery(
                        "update EventAttempt set result = 'dead' where eventId = :id and attempt = :attempt")
                .setParameter("id", eventId)
                .setParameter("attempt", attempts)
                .executeUpdate();
    }

    private double seconds() {
        return policy.lease().toMillis() / 1000.0;
    }

    /** One of each connector, then the next of each, so that none waits for all of another's. */
    private static List<Claimed> byTurns(List<Claimed> claimed) {
        Map<String, Deque<Claimed>> byConnector = claimed.stream()
                .sorted(comparing(Claimed::dueAt).thenComparing(Claimed::eventId))
                .collect(groupingBy(Claimed::connector, TreeMap::new, toCollection(ArrayDeque::new)));
        List<Claimed> byTurns = new ArrayList<>();
        while (byTurns.size() < claimed.size()) {
            byConnector.values().stream()
                    .filter(queue -> !queue.isEmpty())
                    .map(Deque::poll)
                    .forEach(byTurns::add);
        }
        return byTurns;
    }
}
