package io.syncline.rebuild;

import java.util.List;

/** The statements that find what differs in activities, their links, leads, touches and events. */
final class ChangesOfActivities {
    private static final String INTO =
            """
            insert into rebuild_change (rebuild_id, kind, entity, entity_id, field, action, before, after, reason, event_key)
            """;

    /** All that its events made of an activity; who is behind its participants is a matter of links. */
    private static final String WORDS =
            """
            (to_jsonb(%1$s) - cast('{id,version,updated_at,received_at,actor,body}' as text[])) || jsonb_build_object(
                'body', md5(%1$s.body),
                'participants', (select jsonb_agg(jsonb_build_array(p.role, p.address, p.name, p.response) order by p.ordinal)
                                 from %2$sparticipant p where p.activity_id = %1$s.id),
                'thread', (select jsonb_agg(t.message_id order by t.message_id)
                           from %2$sthread_link t where t.activity_id = %1$s.id))""";

    static final String WHOLE = INTO
            + Sql.of(
                    """
            select :id, 'activity', 'activity', c.activity_id, null,
                case when c.l is null then 'created' when c.s is null then 'removed' else 'changed' end,
                case when c.s is null then c.l else (
                    select jsonb_object_agg(w.key, w.value) from jsonb_each(c.l) w
                    where c.s -> w.key is distinct from w.value) end,
                case when c.l is null then c.s else (
                    select jsonb_object_agg(w.key, w.value) from jsonb_each(c.s) w
                    where c.l -> w.key is distinct from w.value) end,
                case when c.s is null then coalesce((
                    select string_agg(distinct e.reason, '; ') from syncline_shadow.sync_event e
                    where e.reason is not null and e.id in (select id from sync_event where activity_id = c.activity_id)),
                    'its events are of another activity today')
                else 'merge-by-rank: as its events are read today' end,
                coalesce(c.s ->> 'event_key', c.l ->> 'event_key')
            from (select x.activity_id, case when a.id is not null then %s end as l, case when b.id is not null then %s end as s
                  from syncline_shadow.rebuild_activity x
                  left join activity a on a.id = x.activity_id
                  left join syncline_shadow.activity b on b.id = x.activity_id
                  where x.derived and x.activity_id > :after and x.activity_id <= :last) c
            where c.l is distinct from c.s and (c.l is not null or c.s is not null)
            order by c.activity_id""",
                    Sql.of(WORDS, "a", ""), Sql.of(WORDS, "b", "syncline_shadow."));

    /** What an explanation or evidence says in other words is the same link. */
    private static final String LINKS = INTO
            + """
            select :id, 'link', 'activity', activity_id, entity || ':' || entity_id,
                case when l.rule is null then 'created' when s.rule is null then 'removed' else 'changed' end,
                case when l.rule is not null then jsonb_build_object('rule', l.rule, 'confidence', l.confidence) end,
                case when s.rule is not null then jsonb_build_object('rule', s.rule, 'confidence', s.confidence) end,
                coalesce(s.rule || ': ' || s.explanation, 'no rule gives it today'), null
            from (select r.* from association r join syncline_shadow.rebuild_activity x using (activity_id)) l
            full join (select r.* from syncline_shadow.association r
                       join syncline_shadow.rebuild_activity x using (activity_id)) s
                using (activity_id, entity, entity_id)
            where (l.rule, l.confidence, l.corrected_by) is distinct from (s.rule, s.confidence, s.corrected_by)
            order by activity_id, entity, entity_id""";

    private static final String PEOPLE = INTO
            + """
            select :id, 'link', 'activity', activity_id, 'participant:' || ordinal, 'changed',
                jsonb_strip_nulls(jsonb_build_object('contactId', l.contact_id, 'userId', l.user_id)),
                jsonb_strip_nulls(jsonb_build_object('contactId', s.contact_id, 'userId', s.user_id)),
                'identity: whose the address is', null
            from participant l join syncline_shadow.rebuild_activity x using (activity_id)
            join syncline_shadow.participant s using (activity_id, ordinal)
            where l.address is not distinct from s.address
              and (l.contact_id, l.user_id) is distinct from (s.contact_id, s.user_id)
            order by activity_id, ordinal""";

    private static final String REVIEWS = INTO
            + """
            select :id, 'review', 'activity', activity_id, entity,
                case when l.explanation is null then 'created' else 'removed' end,
                case when l.explanation is not null then jsonb_build_object('explanation', l.explanation) end,
                case when s.explanation is not null then jsonb_build_object('explanation', s.explanation) end,
                coalesce(s.explanation, 'it is not ambiguous today'), null
            from (select r.* from association_review r join syncline_shadow.rebuild_activity x using (activity_id)) l
            full join (select r.* from syncline_shadow.association_review r
                       join syncline_shadow.rebuild_activity x using (activity_id)) s
                using (activity_id, entity)
            where (l.explanation is null) <> (s.explanation is null)
            order by activity_id, entity""";

    /** A table whose rows are of one event each. */
    private static final String ROWS = INTO
            + """
            select :id, '%1$s', 'activity', coalesce(l.activity_id, s.activity_id), coalesce(l.event_key, s.event_key),
                case when l.id is null then 'created' when s.id is null then 'removed' else 'changed' end,
                case when l.id is not null then jsonb_strip_nulls(to_jsonb(l) - cast('{id,activity_id,owner_id}' as text[])) end,
                case when s.id is not null then jsonb_strip_nulls(to_jsonb(s) - cast('{id,activity_id,owner_id}' as text[])) end,
                'as its event is read today', coalesce(s.event_key, l.event_key)
            from (%2$s) l
            full join (%3$s) s using (id)
            where coalesce(l.activity_id, s.activity_id) in (
                    select activity_id from syncline_shadow.rebuild_activity where derived)
              and to_jsonb(l) - cast('{owner_id}' as text[]) is distinct from to_jsonb(s) - cast('{owner_id}' as text[])
            order by coalesce(l.activity_id, s.activity_id)""";

    private static final String TOUCHES =
            "select t.*, e.activity_id from %1$sattribution_touch t join %1$ssync_event e on e.event_key = t.event_key";

    private static final String EVENTS = INTO
            + """
            select :id, 'event', 'event', e.id, null, 'changed',
                jsonb_strip_nulls(jsonb_build_object('outcome', e.outcome, 'reason', e.reason, 'key', e.event_key)),
                jsonb_strip_nulls(jsonb_build_object('outcome', s.outcome, 'reason', s.reason, 'key', s.event_key)),
                coalesce(s.reason, 'as it is read today'), s.event_key
            from sync_event e join syncline_shadow.sync_event s on s.id = e.id
            where e.status = 'applied' and s.status in ('applied', 'discarded')
              and ((e.activity_id, e.event_key, e.kind, e.external_id, e.reason)
                    is distinct from (s.activity_id, s.event_key, s.kind, s.external_id, s.reason)
                   or (e.outcome = 'excluded') <> (s.outcome = 'excluded') or s.status = 'discarded')
            order by e.id""";

    private static final String UNREADABLE = INTO
            + """
            select :id, 'unreadable', 'event', x.event_id, null, 'kept', null, null, x.problem, e.event_key
            from syncline_shadow.rebuild_event x join sync_event e on e.id = x.event_id
            where x.problem is not null order by x.ordinal""";

    static final List<String> OTHERS = List.of(
            LINKS,
            PEOPLE,
            REVIEWS,
            Sql.of(ROWS, "lead", "select * from lead", "select * from syncline_shadow.lead"),
            Sql.of(ROWS, "touch", Sql.of(TOUCHES, ""), Sql.of(TOUCHES, "syncline_shadow.")),
            EVENTS,
            UNREADABLE);

    private ChangesOfActivities() {}
}
