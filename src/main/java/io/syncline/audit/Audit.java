package io.syncline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Writes the audit, in the transaction of the change itself: a change without its row cannot be. */
@ApplicationScoped
public class Audit {
    private static final String INSERT =
            """
            with given as (
                select uuid_send(gen_random_uuid()) as salt, cast(:before as jsonb) as before,
                    cast(:after as jsonb) as after, cast(:eventKey as text) as event_key,
                    num_nonnulls(cast(:before as text), cast(:after as text), cast(:eventKey as text)) > 0 as any),
            row as (
                insert into audit (at, entity, entity_id, action, rule, policy_version, connector, actor, digest)
                select cast(:at as timestamptz), :entity, :entityId, :action, :rule, cast(:policyVersion as text),
                    cast(:connector as text), :actor,
                    case when g.any then audit_digest(g.salt, g.before, g.after, g.event_key) end
                from given g returning id)
            insert into audit_value (audit_id, salt, before, after, event_key)
            select row.id, g.salt, g.before, g.after, g.event_key from row, given g where g.any""";

    private static final String REDACT =
            """
            select audit_redact(array(
                select a.id from audit a where a.entity = 'contact' and a.entity_id = any(:contacts)
                    or a.entity = 'activity' and a.entity_id = any(:activities)
                    or a.entity = 'event' and a.entity_id = any(:events)
                union
                select v.audit_id from audit_value v join sync_event e on e.event_key = v.event_key
                where e.id = any(cast(cast(:events as text[]) as uuid[]))
                union
                select v.audit_id from audit_value v
                where cardinality(cast(:addresses as text[])) > 0
                    and mentions_one(concat_ws(' ', v.before, v.after), :addresses)),
                :actor, :reason, cast(:at as timestamptz))""";

    private final StatelessSession session;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Audit(StatelessSession session, ObjectMapper json, Clock clock) {
        this.session = session;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(TxType.MANDATORY)
    public void record(AuditEntry entry) {
        session.createNativeMutationQuery(INSERT)
                .setParameter("at", clock.instant())
                .setParameter("entity", entry.entity())
                .setParameter("entityId", entry.entityId())
                .setParameter("action", entry.action())
                .setParameter("rule", entry.rule())
                .setParameter("policyVersion", entry.policyVersion(), String.class)
                .setParameter("connector", entry.connector(), String.class)
                .setParameter("actor", entry.actor())
                .setParameter("before", write(entry.before()), String.class)
                .setParameter("after", write(entry.after()), String.class)
                .setParameter("eventKey", entry.eventKey(), String.class)
                .executeUpdate();
    }

    /**
     * Takes out the values of all rows that are of this person, and leaves one row that says so.
     *
     * @param events their ids; rows that their keys brought go too
     * @param user who wants it
     */
    @Transactional(TxType.MANDATORY)
    public void redact(
            Collection<UUID> contacts,
            Collection<UUID> activities,
            Collection<UUID> events,
            Collection<String> addresses,
            String reason,
            String user) {
        session.createNativeQuery(REDACT, Integer.class)
                .setParameter("contacts", words(contacts))
                .setParameter("activities", words(activities))
                .setParameter("events", words(events))
                .setParameter("addresses", addresses.toArray(String[]::new))
                .setParameter("actor", "user:" + user)
                .setParameter("reason", reason)
                .setParameter("at", clock.instant())
                .getSingleResult();
    }

    private static String[] words(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private String write(Map<String, Object> values) {
        try {
            return values == null ? null : json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
