package io.syncline.association;

import java.util.Locale;

/** What can change in the evidence of activities, and how those are found that it concerns. */
enum EvidenceChange {
    /** Who an address belongs to. */
    ADDRESS(
            "address changed hands",
            """
            select distinct p.activity_id from unnest(cast(:changed as text[])) c (address)
            join participant p on mailbox(p.address) = mailbox(c.address) and p.address is not null"""),

    /** Which account a company domain belongs to; domains below it follow. */
    DOMAIN(
            "domain changed hands",
            """
            select distinct p.activity_id from unnest(cast(:changed as text[])) d (domain)
            join participant p on p.address_kind = 'email'
             and (reverse(split_part(p.address, '@', 2)) = reverse(d.domain)
                  or reverse(split_part(p.address, '@', 2)) like reverse(d.domain) || '.%')
            union
            select a.activity_id from unnest(cast(:changed as text[])) d (domain)
            join identity i on i.kind = 'email' and i.contact_id is not null
             and (reverse(split_part(i.value, '@', 2)) = reverse(d.domain)
                  or reverse(split_part(i.value, '@', 2)) like reverse(d.domain) || '.%')
            join association a on a.entity = 'contact' and a.entity_id = i.contact_id"""),

    /** What is known of contacts: their account, their deals, or which contact stands for them. */
    CONTACT(
            "contact changed",
            """
            select activity_id from association
            where entity = 'contact' and entity_id = any(cast(cast(:changed as text[]) as uuid[]))
            union
            select p.activity_id from identity i
            join participant p on mailbox(p.address) = mailbox(i.value) and p.address is not null
            where i.contact_id = any(cast(cast(:changed as text[]) as uuid[]))"""),

    /** Accounts or deals, in what decides about links to them. */
    LINKED(
            "deal changed",
            """
            select distinct activity_id from association
            where entity in ('account', 'deal') and entity_id = any(cast(cast(:changed as text[]) as uuid[]))"""),

    /** The links of activities: those of their thread or series that have none of their own follow them. */
    THREAD(
            "thread changed",
            """
            select distinct other.activity_id from unnest(cast(cast(:changed as text[]) as uuid[])) mine (activity_id)
            cross join lateral thread_of(mine.activity_id) other
            where other.activity_id <> mine.activity_id
              and not exists (select 1 from association a
                              where a.activity_id = other.activity_id and a.entity = 'account'
                                and a.rule not in ('thread', 'series')
                                and exists (select 1 from association d
                                            where d.activity_id = other.activity_id and d.entity = 'deal'
                                              and d.rule not in ('thread', 'series')))"""),

    /** Activities themselves. */
    ACTIVITY(
            "activity changed",
            "select id as activity_id from activity where id = any(cast(cast(:changed as text[]) as uuid[]))");

    private final String reason;
    private final String activities;

    EvidenceChange(String reason, String activities) {
        this.reason = reason;
        this.activities = activities;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EvidenceChange of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String reason() {
        return reason;
    }

    /** The query for activity ids, with the parameter {@code changed}: an array of text. */
    String activities() {
        return activities;
    }
}
