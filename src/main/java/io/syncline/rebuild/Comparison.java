package io.syncline.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Says where the shadow differs from what is there, as of one moment. What has changed since the copy was made, other than
 * by events that were derived as well, is not compared: it was decided by today's rules.
 */
@ApplicationScoped
class Comparison {
    /** Activities of one statement; each is held against its twin as a whole. */
    private static final int SLICE = 5000;

    private static final List<String> BEFORE = List.of(
            "delete from rebuild_change where rebuild_id = :id",
            "delete from syncline_shadow.rebuild_meanwhile",
            "delete from syncline_shadow.rebuild_activity");

    /** An id below the newest of that time may have been drawn and not been committed yet. */
    private static final String MEANWHILE =
            """
            insert into syncline_shadow.rebuild_meanwhile (entity, entity_id)
            select distinct a.entity, a.entity_id
            from audit a join rebuild j on j.id = :id left join audit_value v on v.audit_id = a.id
            where a.id > j.audited - 100000 and not pg_visible_in_snapshot(transaction_of(a.xmin), j.copied)
              and a.entity in ('activity', 'account', 'contact', 'deal')
              and not exists (select 1 from syncline_shadow.sync_event e
                              where e.event_key = v.event_key and e.status <> 'retrying')""";

    private static final String ACTIVITIES =
            """
            insert into syncline_shadow.rebuild_activity (activity_id, derived)
            select t.id, t.events > 0 or not t.there
            from (select w.id, exists (select 1 from activity a where a.id = w.id) as there,
                         (select count(*) from sync_event e join syncline_shadow.sync_event s on s.id = e.id
                          where e.activity_id = w.id) as events,
                         exists (select 1 from sync_event e where e.activity_id = w.id and e.status = 'applied'
                                     and e.outcome <> 'excluded'
                                     and not exists (select 1 from syncline_shadow.sync_event s
                                                     where s.id = e.id and s.status in ('applied', 'discarded'))) as open
                  from (select e.activity_id as id from sync_event e join syncline_shadow.sync_event s on s.id = e.id
                        where e.activity_id is not null
                        union select s.activity_id from syncline_shadow.sync_event s
                        where s.status = 'applied' and s.outcome <> 'excluded'
                        union select cast(a.entity_id as uuid) from syncline_shadow.audit a where a.entity = 'activity') w) t
            where (t.events = 0 or not t.open)
              and not exists (select 1 from syncline_shadow.rebuild_meanwhile m
                              where m.entity = 'activity' and m.entity_id = cast(t.id as text))""";

    /** Whose a lead was found to be when it came stays, as long as it says the same of who it is; so does a person's word. */
    private static final List<String> LEADS = List.of(
            """
            update syncline_shadow.lead s set owner_id = l.owner_id
            from lead l join field_provenance p on p.entity_id = l.id
            where l.id = s.id and p.entity = 'lead' and p.field = 'ownerId' and p.locked_by is not null""",
            """
            update syncline_shadow.lead s set contact_id = l.contact_id, account_id = l.account_id
            from lead l where l.id = s.id and (l.email, l.phone) is not distinct from (s.email, s.phone)""",
            """
            update syncline_shadow.attribution_touch s set contact_id = t.contact_id, account_id = t.account_id
            from attribution_touch t, lead l, syncline_shadow.lead d
            where t.id = s.id and l.event_key = t.event_key and d.id = l.id
              and (l.email, l.phone) is not distinct from (d.email, d.phone)""",
            """
            delete from syncline_shadow.attribution_touch s using lead l, syncline_shadow.lead d
            where l.event_key = s.event_key and d.id = l.id and num_nonnulls(l.contact_id, l.account_id) = 0
              and (l.email, l.phone) is not distinct from (d.email, d.phone)""");

    private static final String AFTER =
            """
            update rebuild set compared = pg_current_snapshot(), changes = coalesce((
                select jsonb_object_agg(k.kind, k.n) from (
                    select kind, count(*) as n from rebuild_change where rebuild_id = :id group by kind) k), '{}')
            where id = :id""";

    private final StatelessSession session;
    private final Shadow shadow;

    @Inject
    Comparison(StatelessSession session, Shadow shadow) {
        this.session = session;
        this.shadow = shadow;
    }

    /** Within a transaction that sees one moment. */
    void compare(UUID rebuild) {
        Map<String, Object> id = Map.of("id", rebuild);
        shadow.run(BEFORE.get(0), id);
        BEFORE.subList(1, BEFORE.size()).forEach(sql -> shadow.run(sql, Map.of()));
        shadow.run(MEANWHILE, id);
        LEADS.forEach(sql -> shadow.run(sql, Map.of()));
        shadow.run(ACTIVITIES, Map.of());
        ChangesOfRecords.SQL.forEach(sql -> shadow.run(sql, id));
        activities(rebuild);
        ChangesOfActivities.OTHERS.forEach(sql -> shadow.run(sql, id));
        shadow.run(AFTER, id);
    }

    private void activities(UUID rebuild) {
        UUID after = new UUID(0, 0);
        List<UUID> slice = slice(after);
        while (!slice.isEmpty()) {
            UUID last = slice.get(slice.size() - 1);
            shadow.run(ChangesOfActivities.WHOLE, Map.of("id", rebuild, "after", after, "last", last));
            after = last;
            slice = slice(after);
        }
    }

    private List<UUID> slice(UUID after) {
        return session.createNativeQuery(
                        """
                        select activity_id from syncline_shadow.rebuild_activity
                        where derived and activity_id > :after order by activity_id limit :limit""",
                        UUID.class)
                .setParameter("after", after)
                .setParameter("limit", SLICE)
                .list();
    }
}
