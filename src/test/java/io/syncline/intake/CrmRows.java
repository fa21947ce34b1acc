package io.syncline.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import org.hibernate.StatelessSession;

/** All that events leave behind in the CRM, a row a line, without ids, times of arrival and what depends on repetition. */
@ApplicationScoped
class CrmRows {
    private static final String LINES =
            """
            with who as (
                select 'contact' as entity, contact_id as id, string_agg(value, ' ' order by value) as name
                from identity where contact_id is not null group by contact_id
                union all
                select 'account', account_id, string_agg(domain, ' ' order by domain) from account_domain group by account_id)
            select 'contact ' || w.name || ': ' || concat_ws(', ', 'name ' || c.name, 'title ' || c.title, 'at ' || a.name,
                       'account ' || (select name from who where entity = 'account' and id = c.account_id))
            from contact c left join who w on w.entity = 'contact' and w.id = c.id left join account a on a.id = c.account_id
            union all
            select 'account ' || w.name || ': ' || a.name from account a join who w on w.entity = 'account' and w.id = a.id
            union all
            select 'activity ' || v.activity_key || ': ' || concat_ws(', ', v.kind, v.occurred_at, v.ended_at, v.direction,
                       v.subject, v.status, v.body, v.attributes, v.ranks, v.connector, v.external_id, v.event_key,
                       'by ' || (v.actor ->> 'type') || ' ' || coalesce(v.actor ->> 'name', '')
                             || ' ' || coalesce((select w.name from who w where cast(w.id as text) = v.actor ->> 'id'), ''))
            from activity v
            union all
            select 'participant of ' || v.activity_key || ': ' || concat_ws(', ', p.ordinal, p.role, p.address, p.name,
                       p.response, 'contact ' || w.name, case when p.user_id is not null then 'user' end)
            from participant p join activity v on v.id = p.activity_id
            left join who w on w.entity = 'contact' and w.id = p.contact_id
            union all
            select 'link of ' || v.activity_key || ': ' || concat_ws(', ', s.entity, w.name, s.rule, s.confidence,
                       s.explanation, s.policy_version)
            from association s join activity v on v.id = s.activity_id
            left join who w on w.entity = s.entity and w.id = s.entity_id
            union all
            select 'review of ' || v.activity_key || ': ' || r.entity || ', ' || r.explanation
            from association_review r join activity v on v.id = r.activity_id
            union all
            select 'thread ' || t.message_id || ' ' || v.activity_key from thread_link t join activity v on v.id = t.activity_id
            union all
            select 'lead ' || v.activity_key || ': ' || concat_ws(', ', 'contact ' || c.name, 'account ' || a.name,
                       'owner ' || u.name)
            from lead l join activity v on v.id = l.activity_id left join crm_user u on u.id = l.owner_id
            left join who c on c.entity = 'contact' and c.id = l.contact_id
            left join who a on a.entity = 'account' and a.id = l.account_id
            union all
            select 'touch ' || t.event_key || ': ' || concat_ws(', ', t.occurred_at, t.source, 'contact ' || c.name,
                       'account ' || a.name)
            from attribution_touch t
            left join who c on c.entity = 'contact' and c.id = t.contact_id
            left join who a on a.entity = 'account' and a.id = t.account_id
            union all
            select 'field ' || w.name || ' ' || f.entity || ' ' || f.field || ' = '
                   || concat_ws(', ', coalesce((select name from who where cast(id as text) = f.value), f.value), f.source,
                                f.authority, f.source_time, f.event_key, f.rule, f.policy_version)
            from field_provenance f join who w on w.entity = f.entity and w.id = f.entity_id
            union all
            select 'claim ' || w.name || ' ' || c.entity || ' ' || c.field || ' = '
                   || concat_ws(', ', coalesce((select name from who where cast(id as text) = c.value), c.value), c.source,
                                c.first_at, c.first_key, c.last_at, c.last_key)
            from field_claim c join who w on w.entity = c.entity and w.id = c.entity_id
            union all
            select 'event ' || event_key || ' ' || status from sync_event""";

    @Inject
    StatelessSession session;

    @Transactional
    List<String> all() {
        return session.createNativeQuery(LINES, String.class).stream()
                .filter(Objects::nonNull)
                .toList();
    }
}
