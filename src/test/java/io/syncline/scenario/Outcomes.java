package io.syncline.scenario;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.syncline.intake.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What became of a run's items in the CRM: links by the names that labels use, questions to people, and all fields. */
final class Outcomes {
    private static final String ITEMS =
            """
            from sighting s join sync_event e on e.id = s.event_id %s
            where s.first and s.location like '%%;' || cast(:mark as text) || ';%%'""";

    private final Database database;
    private final Map<String, List<Link>> links;
    private final Map<String, Set<String>> reviews;
    private final Map<String, String> fates;

    /**
     * A link that was made.
     *
     * @param names of what it leads to: of a contact the addresses, of an account the name and the domains
     */
    record Link(String entity, String id, String rule, String explanation, Set<String> names) {
        boolean leadsTo(String label) {
            return names.contains(label);
        }
    }

    /**
     * @param mark of the run
     */
    Outcomes(Database database, String mark) {
        this.database = database;
        Map<String, Set<String>> names = names(mark);
        links = rows(
                        "s.location, a.entity, cast(a.entity_id as text), a.rule, a.explanation",
                        "join association a on a.activity_id = e.activity_id",
                        mark)
                .collect(groupingBy(
                        row -> row[0],
                        mapping(
                                row -> new Link(row[1], row[2], row[3], row[4], names.getOrDefault(row[2], Set.of())),
                                toCollection(ArrayList::new))));
        reviews = rows("s.location, r.entity", "join association_review r on r.activity_id = e.activity_id", mark)
                .collect(groupingBy(row -> row[0], mapping(row -> row[1], toCollection(TreeSet::new))));
        fates = rows("s.location, case when e.outcome = 'excluded' then e.outcome else e.status end", "", mark)
                .collect(toMap(row -> row[0], row -> row[1]));
    }

    List<Link> links(String location) {
        return links.getOrDefault(location, List.of());
    }

    Set<String> reviews(String location) {
        return reviews.getOrDefault(location, Set.of());
    }

    /** Whether it is excluded, applied, or has failed. */
    String fate(String location) {
        return fates.getOrDefault(location, "missing");
    }

    private Stream<String[]> rows(String columns, String join, String mark) {
        return lines("select distinct concat_ws(chr(9), " + columns + ") as line " + ITEMS.formatted(join), mark)
                .map(line -> line.split("\t", -1));
    }

    private Stream<String> lines(String query, String mark) {
        String text =
                database.text("select string_agg(line, chr(10)) from (" + query + ") t (line)", Map.of("mark", mark));
        return text == null ? Stream.of() : Arrays.stream(text.split("\n"));
    }

    private Map<String, Set<String>> names(String mark) {
        return lines(
                        """
                        select concat_ws(chr(9), cast(contact_id as text), value) from identity
                        where contact_id is not null and cast(:mark as text) is not null
                        union select concat_ws(chr(9), cast(account_id as text), domain) from account_domain
                        union select concat_ws(chr(9), cast(id as text), name) from account
                        union select concat_ws(chr(9), cast(id as text), name) from deal""",
                        mark)
                .map(line -> line.split("\t", -1))
                .collect(groupingBy(row -> row[0], mapping(row -> row[1], toCollection(TreeSet::new))));
    }

    /** All that a run left behind, without ids and times of arrival. */
    static List<String> all(Database database, String mark) {
        String text = database.text(ALL, Map.of("mark", mark, "like", "%" + mark + "%"));
        return Arrays.stream(text.split("\n")).toList();
    }

    private static final String ALL =
            """
            with item as (
                select distinct s.location, e.id as event, e.activity_id from sighting s join sync_event e on e.id = s.event_id
                where s.first and s.location like '%;' || cast(:mark as text) || ';%'),
            person as (
                select contact_id as id from identity where contact_id is not null and value like :like
                union select a.entity_id from association a join item using (activity_id) where a.entity = 'contact'
                union select l.contact_id from lead l join item using (activity_id) where l.contact_id is not null),
            named as (
                select 'contact' as entity, p.id,
                       coalesce((select string_agg(i.kind || ' ' || i.value, ' ' order by i.kind, i.value) from identity i
                                 where i.contact_id = p.id), 'nobody') as name
                from person p
                union all
                select 'account', a.id, a.name || coalesce((select string_agg(' ' || d.domain, '' order by d.domain)
                                                            from account_domain d where d.account_id = a.id), '')
                from account a where a.name like :like or exists (select 1 from account_domain d
                                                                  where d.account_id = a.id and d.domain like :like)
                union all
                select 'deal', d.id, d.name from deal d where d.name like :like)
            select string_agg(line, chr(10)) from (
                select 'link ' || item.location || ': ' || concat_ws(', ', n.entity, n.name, a.rule, a.explanation)
                from item join association a using (activity_id)
                left join named n on n.entity = a.entity and n.id = a.entity_id
                union all
                select 'review ' || item.location || ': ' || concat_ws(', ', r.entity, r.explanation,
                           (select string_agg(n.name, ' or ' order by n.name) from named n
                            where r.candidates @> to_jsonb(cast(n.id as text))))
                from item join association_review r using (activity_id)
                union all
                select 'activity ' || item.location || ': ' || concat_ws(', ', v.subject, v.status, v.occurred_at, v.direction,
                           v.actor ->> 'type', v.actor ->> 'address')
                from item join activity v on v.id = item.activity_id
                union all
                select 'contact ' || n.name || ': ' || concat_ws(', ', c.name, c.title, a.name)
                from named n join contact c on c.id = n.id left join account a on a.id = c.account_id
                where n.entity = 'contact'
                union all
                select 'touch ' || coalesce(n.name, 'nobody') || ': ' || concat_ws(', ', t.occurred_at, t.source, t.medium)
                from item join lead l on l.activity_id = item.activity_id join attribution_touch t on t.event_key = l.event_key
                left join named n on n.id in (t.contact_id, t.account_id)
                union all
                select 'field ' || n.name || ' ' || f.field || ' = '
                       || coalesce((select name from account where cast(id as text) = f.value), f.value) || ' by '
                       || concat_ws(', ', f.source, f.authority, f.source_time, f.event_key, f.rule)
                from field_provenance f join named n on n.entity = f.entity and n.id = f.entity_id
                where f.authority > 0
            ) t (line)""";
}
