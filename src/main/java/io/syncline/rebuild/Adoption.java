package io.syncline.rebuild;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.privacy.Tombstones;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Puts what was derived in the place of what is there: in one transaction, before which events wait. */
@ApplicationScoped
class Adoption {
    /** In the order in which others hold them. */
    private static final List<String> HELD = List.of(
            "select id from account where id in (select entity_id from rebuild_change where rebuild_id = :id) order by id for update",
            "select id from contact where id in (select entity_id from rebuild_change where rebuild_id = :id) order by id for update",
            "select id from activity where id in (select entity_id from rebuild_change where rebuild_id = :id) order by id for update");

    private static final String CHANGED_SINCE =
            """
            select exists (
                select 1 from audit a join rebuild j on j.id = :id
                where a.id > j.audited - 100000 and not pg_visible_in_snapshot(transaction_of(a.xmin), j.compared)
                  and (a.entity, a.entity_id) in (
                    select c.entity, cast(c.entity_id as text) from rebuild_change c where c.rebuild_id = :id))""";

    private static final String AUDIT =
            """
            with given as (
                select c.id, nextval(pg_get_serial_sequence('audit', 'id')) as audit_id, uuid_send(gen_random_uuid()) as salt,
                    c.entity, c.entity_id, c.action,
                    case when c.field is null then c.before
                         when c.before is not null then jsonb_build_object(c.field, c.before) end as before,
                    case when c.field is null then c.after
                         when c.after is not null then jsonb_build_object(c.field, c.after) end as after, c.event_key
                from rebuild_change c where c.rebuild_id = :id and c.kind <> 'unreadable' order by c.id),
            rows as (
                insert into audit (id, at, entity, entity_id, action, rule, actor, digest) overriding system value
                select g.audit_id, cast(:now as timestamptz), g.entity, cast(g.entity_id as text), g.action, 'rebuild',
                    'syncline', audit_digest(g.salt, g.before, g.after, g.event_key)
                from given g returning id)
            insert into audit_value (audit_id, salt, before, after, event_key)
            select g.audit_id, g.salt, g.before, g.after, g.event_key from given g join rows r on r.id = g.audit_id""";

    private final StatelessSession session;
    private final Shadow shadow;
    private final Tombstones tombstones;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Adoption(StatelessSession session, Shadow shadow, Tombstones tombstones, Audit audit, Clock clock) {
        this.session = session;
        this.shadow = shadow;
        this.tombstones = tombstones;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @return false when something of it has changed since it was compared; nothing is written then
     */
    @Transactional(TxType.MANDATORY)
    boolean adopt(RebuildRow job) {
        tombstones.holdEvents();
        HELD.forEach(sql -> session.createNativeQuery(sql, UUID.class)
                .setParameter("id", job.id)
                .list());
        boolean changed = session.createNativeQuery(CHANGED_SINCE, Boolean.class)
                .setParameter("id", job.id)
                .getSingleResult();
        if (changed) {
            return false;
        }
        List<AdoptionStep> steps = AdoptionStep.of(job.id);
        steps.forEach(step -> {
            if (step.table() == null) {
                shadow.run(step.sql(), Map.of());
            } else {
                shadow.adopt(step.table(), step.sql());
            }
        });
        shadow.run(AUDIT, Map.of("id", job.id, "now", clock.instant()));
        audit.record(AuditEntry.person(
                Rebuilds.ENTITY,
                job.id,
                "applied",
                null,
                Map.of("state", RebuildState.APPLIED.word()),
                job.appliedBy.substring("user:".length())));
        return true;
    }
}
