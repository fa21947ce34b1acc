package io.syncline.rebuild;

import java.util.List;

/** The statements that find what differs in accounts, contacts and deals. No record is ever removed: people may work with it. */
final class ChangesOfRecords {
    private static final String INTO =
            """
            insert into rebuild_change (rebuild_id, kind, entity, entity_id, field, action, before, after, reason, event_key)
            """;

    /** People who have been merged or erased, and what has changed meanwhile, stay as they are. */
    private static final String COMPARED =
            """
            not exists (select 1 from syncline_shadow.rebuild_meanwhile m
                        where m.entity = %1$s and m.entity_id = cast(%2$s as text))
            and not exists (select 1 from contact g where g.id = %2$s
                            and (g.merged_into is not null or g.erased_at is not null))""";

    private static final String NEW = INTO
            + """
            select :id, '%1$s', '%1$s', s.id, null, 'created', null,
                jsonb_strip_nulls(to_jsonb(s) - cast('{id,version,created_at,updated_at}' as text[])), a.rule, v.event_key
            from syncline_shadow.%1$s s
            left join syncline_shadow.audit a on a.entity = '%1$s' and a.entity_id = cast(s.id as text) and a.action = 'created'
            left join syncline_shadow.audit_value v on v.audit_id = a.id
            where not exists (select 1 from %1$s l where l.id = s.id) order by s.id""";

    private static final String ADDRESSES = INTO
            + Sql.of(
                    """
            select :id, 'address', n.entity, n.holder, n.value, 'created', null, jsonb_build_object('value', n.value),
                'named by a source today', null
            from (select 'contact' as entity, s.contact_id as holder, s.value from syncline_shadow.identity s
                  where s.contact_id is not null and not exists (
                    select 1 from identity l where l.kind = s.kind and l.value = s.value
                        and (l.kind = 'email' or l.contact_id = s.contact_id))
                  union all
                  select 'account', s.account_id, s.domain from syncline_shadow.account_domain s
                  where not exists (select 1 from account_domain l where l.domain = s.domain)) n
            where %s
            order by n.entity, n.holder, n.value""",
                    Sql.of(COMPARED, "n.entity", "n.holder"));

    private static final String FIELDS = INTO
            + Sql.of(
                    """
            select :id, case f.field when 'ownerId' then 'owner' else 'field' end, f.entity, f.id, f.field, 'changed',
                case when f.before is not null then jsonb_build_object(f.field, f.before) end,
                case when f.after is not null then jsonb_build_object(f.field, f.after) end,
                coalesce(p.source || ' by rule ' || p.rule, 'no source says it today'), p.event_key
            from (select 'contact' as entity, l.id, v.field, v.before, v.after
                  from contact l join syncline_shadow.contact s using (id)
                  cross join lateral (values ('name', l.name, s.name), ('title', l.title, s.title),
                      ('accountId', cast(l.account_id as text), cast(s.account_id as text)),
                      ('ownerId', cast(l.owner_id as text), cast(s.owner_id as text))) v (field, before, after)
                  union all
                  select 'account', l.id, v.field, v.before, v.after from account l join syncline_shadow.account s using (id)
                  cross join lateral (values ('name', l.name, s.name),
                      ('ownerId', cast(l.owner_id as text), cast(s.owner_id as text))) v (field, before, after)
                  union all
                  select 'deal', l.id, 'ownerId', cast(l.owner_id as text), cast(s.owner_id as text)
                  from deal l join syncline_shadow.deal s using (id)) f
            left join syncline_shadow.field_provenance p
                on p.entity = f.entity and p.entity_id = f.id and p.field = f.field
            where f.before is distinct from f.after and %s
              and not exists (select 1 from field_provenance h where h.entity = f.entity and h.entity_id = f.id
                              and h.field = f.field and h.locked_by is not null)
            order by f.entity, f.id, f.field""",
                    Sql.of(COMPARED, "f.entity", "f.id"));

    private static final String SAID =
            "entity, entity_id, field, source, value_hash, first_at, first_key, last_at, last_key";

    private static final String WORDS =
            """
            (select jsonb_object_agg(c.source || ': ' || c.value, jsonb_build_array(c.first_key, c.last_key))
             from %sfield_claim c where c.entity = d.entity and c.entity_id = d.entity_id and c.field = d.field)""";

    /** What was said by events that have come since, and are not derived, is not compared. */
    private static final String CLAIMS = INTO
            + Sql.of(
                    """
            select :id, 'claim', d.entity, d.entity_id, d.field, 'changed', %s, %s, 'as sources are read today', null
            from (select distinct entity, entity_id, field from (
                    (select %3$s from field_claim except select %3$s from syncline_shadow.field_claim)
                    union all
                    (select %3$s from syncline_shadow.field_claim except select %3$s from field_claim)) e) d
            where %4$s
              and not exists (
                select 1 from field_claim c join sync_event e on e.event_key in (c.first_key, c.last_key)
                join rebuild j on j.id = :id
                where c.entity = d.entity and c.entity_id = d.entity_id and c.field = d.field
                  and e.applied_at > j.copied_at - interval '5 minutes'
                  and not exists (select 1 from syncline_shadow.sync_event s where s.id = e.id))
            order by d.entity, d.entity_id, d.field""",
                    Sql.of(WORDS, ""),
                    Sql.of(WORDS, "syncline_shadow."),
                    SAID,
                    Sql.of(COMPARED, "d.entity", "d.entity_id"));

    static final List<String> SQL = List.of(Sql.of(NEW, "account"), Sql.of(NEW, "contact"), ADDRESSES, FIELDS, CLAIMS);

    private ChangesOfRecords() {}
}
