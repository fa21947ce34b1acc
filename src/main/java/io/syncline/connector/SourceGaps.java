package io.syncline.connector;

import io.syncline.event.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** What connectors noticed that reading on from their checkpoints does not bring. */
@ApplicationScoped
public class SourceGaps {
    private final StatelessSession session;
    private final ConnectorStatuses statuses;
    private final Clock clock;

    @Inject
    SourceGaps(StatelessSession session, ConnectorStatuses statuses, Clock clock) {
        this.session = session;
        this.statuses = statuses;
        this.clock = clock;
    }

    /**
     * Keeps a gap; once, however often it is noticed. By a poll that has lost its lease too: it moves nothing, it was so
     * when it was noticed, and the one who reads on finds another checkpoint and may never notice it.
     */
    @Transactional
    public void note(String connector, String scope, LocalDate from, LocalDate to, String reason) {
        session.createNativeMutationQuery(
                        """
                        insert into source_gap (id, connector, scope, from_day, to_day, reason, noticed_at)
                        select :id, :connector, :scope, cast(:from as date), cast(:to as date), :reason,
                               cast(:now as timestamptz)
                        where not exists (
                            select from source_gap where connector = :connector and scope = :scope
                              and from_day is not distinct from cast(:from as date) and to_day = cast(:to as date))""")
                .setParameter("id", Ids.next())
                .setParameter("connector", connector)
                .setParameter("scope", scope)
                .setParameter("from", from, LocalDate.class)
                .setParameter("to", to)
                .setParameter("reason", reason)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** The gaps of a connector, the newest first, those included that a backfill has closed since. */
    @Transactional
    public List<SourceGap> of(String connector) {
        return session
                .createNativeQuery(
                        """
                        select scope, from_day, to_day, reason, noticed_at from source_gap
                        where connector = :connector order by noticed_at desc, scope limit 100""",
                        Tuple.class)
                .addScalar("scope", String.class)
                .addScalar("from_day", LocalDate.class)
                .addScalar("to_day", LocalDate.class)
                .addScalar("reason", String.class)
                .addScalar("noticed_at", Instant.class)
                .setParameter("connector", connector)
                .list()
                .stream()
                .map(row -> new SourceGap(
                        row.get(0, String.class),
                        row.get(1, LocalDate.class),
                        row.get(2, LocalDate.class),
                        row.get(3, String.class),
                        row.get(4, Instant.class)))
                .toList();
    }

    /**
     * Notes what a first day of reading that is later than the last reading leaves out: it came while nobody read, and a
     * checkpoint passes over it.
     */
    @Transactional
    public void passedOver(ConnectorConfig connector, String scope, Optional<LocalDate> since) {
        Optional<LocalDate> last = since.isEmpty() ? Optional.empty() : lastRead(connector.id());
        if (last.isPresent() && last.get().isBefore(since.get())) {
            note(
                    connector.id(),
                    scope,
                    last.get(),
                    since.get(),
                    "since is " + since.get() + ", and it was read until " + last.get()
                            + ": what came in between is passed over");
        }
    }

    /** The day (UTC) of the last reading that went through. */
    @Transactional
    public Optional<LocalDate> lastRead(String connector) {
        return statuses.find(connector)
                .map(ConnectorStatus::lastSuccessAt)
                .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    /** The day after today (UTC). */
    public LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    }
}
