package io.syncline.timeline;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.timeline.TimelineItem.LinkedTo;
import io.syncline.timeline.TimelineItem.Person;
import io.syncline.timeline.TimelineItem.Source;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Completes activities to items: participants, links and sightings, each in one query for all of them. */
@ApplicationScoped
class TimelineItems {
    private static final String LINKS =
            """
            select activity_id, entity, entity_id, rule, confidence, explanation, cast(evidence as text), policy_version
            from association
            where activity_id = any(:ids) order by activity_id, entity, confidence desc, entity_id""";

    /** Somebody has the name that the CRM knows now; who is nobody of the CRM has the one that the source gave. */
    private static final String PEOPLE =
            """
            select p.activity_id, p.role, p.address, coalesce(c.name, u.name, nullif(p.name, '')) as name,
                   p.contact_id, p.user_id, p.response
            from participant p
            left join contact c on c.id = p.contact_id
            left join crm_user u on u.id = p.user_id
            where p.activity_id = any(:ids)
            order by p.activity_id, p.ordinal""";

    private static final String SIGHTINGS =
            """
            select e.activity_id, count(*) from sync_event e join sighting s on s.event_id = e.id
            where e.activity_id = any(:ids) and e.outcome <> 'excluded' group by e.activity_id""";

    private final StatelessSession session;
    private final ObjectMapper json;

    @Inject
    TimelineItems(StatelessSession session, ObjectMapper json) {
        this.session = session;
        this.json = json;
    }

    List<TimelineItem> of(List<Activity> activities) {
        if (activities.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = activities.stream().map(Activity::id).toList();
        Map<UUID, List<Person>> people = people(ids);
        Map<UUID, List<LinkedTo>> links = links(ids);
        Map<UUID, Long> sightings = sightings(ids);
        return activities.stream()
                .map(activity -> item(
                        activity,
                        people.getOrDefault(activity.id(), List.of()),
                        links.getOrDefault(activity.id(), List.of()),
                        sightings.getOrDefault(activity.id(), 0L)))
                .toList();
    }

    private TimelineItem item(Activity activity, List<Person> people, List<LinkedTo> links, long sightings) {
        return new TimelineItem(
                activity.id(),
                activity.kind(),
                activity.occurredAt(),
                activity.endedAt(),
                activity.direction(),
                activity.subject(),
                activity.status(),
                actor(activity, people),
                new Source(
                        activity.connector(),
                        activity.externalId(),
                        activity.eventKey(),
                        activity.receivedAt(),
                        sightings),
                people,
                links,
                activity.body(),
                read(activity.attributes()));
    }

    /** The actor is one of the participants, and is called as they are. */
    private Map<String, Object> actor(Activity activity, List<Person> people) {
        Map<String, Object> actor = read(activity.actor());
        Object id = actor == null ? null : actor.get("id");
        people.stream()
                .filter(person -> id != null && id.equals(String.valueOf(person.id())))
                .map(Person::name)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(name -> actor.put("name", name));
        return actor;
    }

    private Map<UUID, List<Person>> people(List<UUID> ids) {
        return rows(PEOPLE, ids).stream()
                .collect(groupingBy(
                        row -> row.get(0, UUID.class),
                        mapping(
                                row -> new Person(
                                        row.get(1, String.class),
                                        row.get(2, String.class),
                                        row.get(3, String.class),
                                        row.get(4, UUID.class),
                                        row.get(5, UUID.class),
                                        row.get(6, String.class)),
                                toList())));
    }

    private Map<UUID, List<LinkedTo>> links(List<UUID> ids) {
        return rows(LINKS, ids).stream()
                .collect(groupingBy(
                        row -> row.get(0, UUID.class),
                        mapping(
                                row -> new LinkedTo(
                                        row.get(1, String.class),
                                        row.get(2, UUID.class),
                                        row.get(3, String.class),
                                        row.get(4, BigDecimal.class),
                                        row.get(5, String.class),
                                        read(row.get(6, String.class)),
                                        row.get(7, String.class)),
                                toList())));
    }

    private Map<UUID, Long> sightings(List<UUID> ids) {
        return rows(SIGHTINGS, ids).stream()
                .collect(toMap(row -> row.get(0, UUID.class), row -> row.get(1, Number.class)
                        .longValue()));
    }

    private List<Tuple> rows(String sql, List<UUID> ids) {
        return session.createNativeQuery(sql, Tuple.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .list();
    }

    private Map<String, Object> read(String text) {
        try {
            return text == null ? null : json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
