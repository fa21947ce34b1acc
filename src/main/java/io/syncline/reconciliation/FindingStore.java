package io.syncline.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.Ids;
import io.syncline.privacy.Erased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Keeps what runs find. */
@ApplicationScoped
class FindingStore {
    /** What a person accepted stays accepted while it stays as it is. */
    private static final String KEEP =
            """
            insert into finding (id, check_name, connector, kind, subject, at, summary, details, owner, state,
                                 first_seen, last_seen, changed_at)
            values (:id, :check, cast(:connector as text), :kind, :subject, cast(:at as timestamptz), :summary,
                    cast(:details as jsonb), cast(:owner as text), :state, :now, :now, :now)
            on conflict (check_name, connector, kind, subject) do update set
                at = excluded.at, summary = excluded.summary, details = excluded.details, owner = excluded.owner,
                state = case when finding.state = 'accepted' and excluded.state = 'open' then 'accepted'
                             else excluded.state end,
                reason = case when finding.state = 'accepted' and excluded.state = 'open' then finding.reason end,
                decided_by = case when finding.state = 'accepted' and excluded.state = 'open' then finding.decided_by end,
                changed_at = case when finding.state = excluded.state
                                       or finding.state = 'accepted' and excluded.state = 'open'
                                  then finding.changed_at else excluded.changed_at end,
                last_seen = excluded.last_seen
            returning id""";

    private static final String CLOSE =
            """
            with gone as (
                update finding f set state = 'closed', changed_at = :now
                where f.check_name = :check and f.kind = :kind and f.state in ('open', 'accepted')
                  and (cast(:connector as text) is null or f.connector = :connector)
                  and (cast(:from as timestamptz) is null or f.at >= :from)
                  and (cast(:to as timestamptz) is null or f.at < :to)
                  and not exists (select from reconciliation_report r where r.run_id = :run and r.finding_id = f.id)
                returning f.id)
            insert into reconciliation_report (run_id, finding_id, state) select :run, id, 'closed' from gone""";

    private final StatelessSession session;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    FindingStore(StatelessSession session, ObjectMapper json, Clock clock) {
        this.session = session;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps that a run saw something, open or repaired. */
    @Transactional(TxType.MANDATORY)
    UUID keep(RunRow run, Drift drift, String owner, FindingState state) {
        UUID id = session.createNativeQuery(KEEP, UUID.class)
                .setParameter("id", Ids.next())
                .setParameter("check", run.checkName)
                .setParameter("connector", drift.connector(), String.class)
                .setParameter("kind", drift.kind())
                .setParameter("subject", drift.subject())
                .setParameter("at", drift.at(), Instant.class)
                .setParameter("summary", drift.summary())
                .setParameter("details", write(drift.details()))
                .setParameter("owner", owner, String.class)
                .setParameter("state", state.word())
                .setParameter("now", clock.instant())
                .getSingleResult();
        session.createNativeMutationQuery(
                        """
                        insert into reconciliation_report (run_id, finding_id, state)
                        select :run, id, state from finding where id = :id
                        on conflict (run_id, finding_id) do update set state = excluded.state""")
                .setParameter("run", run.id)
                .setParameter("id", id)
                .executeUpdate();
        return id;
    }

    /** Whether a person has accepted it. */
    @Transactional
    boolean accepted(RunRow run, Drift drift) {
        return session.createNativeQuery(
                                """
                                select count(*) from finding
                                where check_name = :check and kind = :kind and subject = :subject and state = 'accepted'
                                  and connector is not distinct from cast(:connector as text)""",
                                Long.class)
                        .setParameter("check", run.checkName)
                        .setParameter("connector", drift.connector(), String.class)
                        .setParameter("kind", drift.kind())
                        .setParameter("subject", drift.subject())
                        .getSingleResult()
                > 0;
    }

    /** Closes what a run would have seen if it were still there. */
    @Transactional(TxType.MANDATORY)
    void close(RunRow run, Coverage part) {
        session.createNativeMutationQuery(CLOSE)
                .setParameter("check", run.checkName)
                .setParameter("kind", part.kind())
                .setParameter("connector", part.connector(), String.class)
                .setParameter("from", part.from(), Instant.class)
                .setParameter("to", part.to(), Instant.class)
                .setParameter("run", run.id)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Identifiers of items may name who is erased. What is still wrong is found again, by identifiers that do not. */
    @Transactional(TxType.MANDATORY)
    void forget(@Observes Erased erased) {
        session.createNativeMutationQuery(
                        """
                        delete from finding
                        where names_one(concat_ws(' ', subject, summary, cast(details as text)), :addresses)""")
                .setParameter("addresses", erased.addresses().toArray(String[]::new))
                .executeUpdate();
    }

    private String write(Object details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
