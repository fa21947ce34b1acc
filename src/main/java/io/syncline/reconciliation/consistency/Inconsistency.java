package io.syncline.reconciliation.consistency;

import java.util.Locale;

/**
 * What may be wrong in the CRM by itself, each as a query for connector (null where it is of none), subject, time (or null) and a
 * sentence. Nothing of it is mended by itself: which of two is the right one, a person says.
 */
enum Inconsistency {
    /** A mail is named by its id; of the instances of a recurring meeting each has a key of its own. */
    DUPLICATE_ACTIVITY(
            """
            select min(connector), item, min(occurred_at), count(*) || ' activities are of the one ' || kind || ' ' || item
            from (select connector, kind, occurred_at,
                         case when kind = 'email' then external_id else activity_key end as item from activity) a
            group by kind, item having count(*) > 1"""),

    /** Two that share a mailbox are the one person; two of one name at one account are it most likely. */
    DUPLICATE_CONTACT(
            """
            select cast(null as text), string_agg(distinct cast(c.id as text), ' '), cast(null as timestamptz),
                   count(distinct c.id) || ' contacts have spellings of one mailbox'
            from identity i join contact c on c.id = i.contact_id and c.merged_into is null and c.erased_at is null
            where i.kind = 'email' group by mailbox(i.value) having count(distinct c.id) > 1
            union all
            select null, string_agg(cast(id as text), ' ' order by id), null,
                   count(*) || ' contacts of one account have the same name'
            from contact where merged_into is null and erased_at is null and account_id is not null and name is not null
            group by account_id, lower(name) having count(*) > 1"""),

    /**
     * We turned to somebody, or somebody known did to us; nobody is asked, nobody took the links away, and yet it is on no
     * timeline. Whoever is not known and writes to us makes no contact, and is none.
     */
    UNLINKED_ACTIVITY(
            """
            select a.connector, cast(a.id as text), a.occurred_at,
                   'the ' || a.kind || ' ' || a.external_id || ' is on the timeline of nobody'
            from activity a
            where not exists (select from association l where l.activity_id = a.id)
              and not exists (select from association_review r where r.activity_id = a.id)
              and not exists (select from association_correction x where x.activity_id = a.id)
              and not exists (select from association_task t where t.activity_id = a.id)
              and exists (select from participant p where p.activity_id = a.id and p.address is not null
                          and p.user_id is null
                          and (a.direction <> 'inbound' or a.kind = 'lead'
                               or exists (select from identity i
                                          where mailbox(i.value) = mailbox(p.address) and i.contact_id is not null)
                               or exists (select from account_domain d
                                          where d.domain = split_part(p.address, '@', 2))))"""),

    /** Rows that name what is not there any more, or come from nowhere. */
    ORPHAN(
            """
            select a.connector, 'link ' || l.activity_id || ' ' || l.entity || ' ' || l.entity_id, a.occurred_at,
                   'an activity is linked to ' || l.entity || ' ' || l.entity_id || ', which is not there'
            from association l join activity a on a.id = l.activity_id
            where case l.entity when 'account' then not exists (select from account x where x.id = l.entity_id)
                                when 'contact' then not exists (select from contact x where x.id = l.entity_id)
                                else not exists (select from deal x where x.id = l.entity_id) end
            union all
            select a.connector, 'activity ' || a.id, a.occurred_at,
                   'the ' || a.kind || ' ' || a.external_id || ' is of no event in the ledger'
            from activity a where not exists (select from sync_event e where e.activity_id = a.id)
            union all
            select a.connector, 'participant ' || p.activity_id || ' ' || p.ordinal, a.occurred_at,
                   'a participant is a contact or a user who is not there'
            from participant p join activity a on a.id = p.activity_id
            where p.contact_id is not null and not exists (select from contact c where c.id = p.contact_id)
               or p.user_id is not null and not exists (select from crm_user u where u.id = p.user_id)
            union all
            select null, 'touch ' || t.id, t.occurred_at, 'a touch of event ' || t.event_key || ' has no lead'
            from attribution_touch t where not exists (select from lead l where l.event_key = t.event_key)"""),

    /** The owner is another than was decided, or than the rule says by which it was decided. */
    WRONG_OWNER(
            """
            select cast(null as text), r.entity || ' ' || r.id, cast(null as timestamptz),
                   'the owner of ' || r.entity || ' ' || r.id || ' is another than was decided by ' || p.rule
            from field_provenance p
            join (select 'account' as entity, id, owner_id from account
                  union all select 'contact', id, owner_id from contact where merged_into is null and erased_at is null
                  union all select 'deal', id, owner_id from deal) r on r.entity = p.entity and r.id = p.entity_id
            where p.field = 'ownerId' and p.value is distinct from cast(r.owner_id as text)
            union all
            select null, 'contact ' || c.id, null, 'contact ' || c.id || ' follows an owner whom its account has no longer'
            from contact c
            join field_provenance p on p.entity = 'contact' and p.entity_id = c.id and p.field = 'ownerId'
            join account a on a.id = c.account_id join crm_user u on u.id = a.owner_id and u.active
            where c.merged_into is null and c.erased_at is null and p.locked_by is null
              and p.event_key like 'owner:v1:account-owner:%' and p.value = cast(c.owner_id as text)
              and c.owner_id <> a.owner_id
            union all
            select null, 'deal ' || d.id, null, 'deal ' || d.id || ' follows an owner whom its account has no longer'
            from deal d
            join field_provenance p on p.entity = 'deal' and p.entity_id = d.id and p.field = 'ownerId'
            join account a on a.id = d.account_id join crm_user u on u.id = a.owner_id and u.active
            where p.locked_by is null and p.event_key like 'owner:v1:account-owner:%'
              and p.value = cast(d.owner_id as text) and d.owner_id <> a.owner_id"""),

    /** First and last touch are what the touches say: so each must be of whom its lead is of, and of when that came. */
    WRONG_ATTRIBUTION(
            """
            select l.connector, cast(t.id as text), t.occurred_at,
                   'the touch of event ' || t.event_key || ' counts for another contact than its lead is of'
            from attribution_touch t join lead l on l.event_key = t.event_key
            where t.contact_id is distinct from l.contact_id
              and coalesce((select c.merged_into from contact c where c.id = l.contact_id), l.contact_id)
                  is distinct from
                  coalesce((select c.merged_into from contact c where c.id = t.contact_id), t.contact_id)
            union all
            select l.connector, cast(t.id as text), t.occurred_at,
                   'the touch of event ' || t.event_key || ' counts, though the event is ' || e.outcome
            from attribution_touch t join sync_event e on e.event_key = t.event_key
            left join lead l on l.event_key = t.event_key
            where e.outcome not in ('created', 'updated', 'stale')""");

    private final String sql;

    Inconsistency(String sql) {
        this.sql = sql;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String sql() {
        return sql;
    }
}
