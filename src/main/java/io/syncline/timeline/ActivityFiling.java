package io.syncline.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Unremovable;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.database.Locks;
import io.syncline.event.ActivityFacts;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.Participant;
import io.syncline.event.Rank;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;

/** Puts an event on the timeline: merges it into its activity and stores the result. */
@ApplicationScoped
@Named("activityFiling")
@Unremovable
public class ActivityFiling {
    private final StatelessSession session;
    private final Locks locks;
    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    ActivityFiling(StatelessSession session, Locks locks, Audit audit, ObjectMapper json, Clock clock) {
        this.session = session;
        this.locks = locks;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** What the ranks column holds. */
    record StoredRanks(int statusPrecedence, Map<String, Rank> fields) {}

    @Transactional(TxType.MANDATORY)
    public FiledActivity file(SourceEvent event) {
        boolean severalEvents = event.kind() == Kind.CALL || event.kind() == Kind.MEETING;
        if (severalEvents) {
            // Two first events of one activity would both find no row to lock.
            locks.take("activity:" + event.activityKey());
        }
        Activity activity = session.get(Activity.class, event.activityId());
        return activity == null ? create(event) : update(activity, event);
    }

    private FiledActivity create(SourceEvent event) {
        var result = ActivityMerge.first(event.facts(), event.rank(), event.partial());
        Activity activity = new Activity(event);
        take(activity, event, result);
        session.insert(activity);
        insertParticipants(activity.id(), result.state().facts().participants());
        session.insertMultiple(event.thread().stream()
                .distinct()
                .map(id -> new ThreadLink(id, activity.id()))
                .toList());
        record(event, "created", null, activity);
        return new FiledActivity(activity.id(), event, Outcome.CREATED);
    }

    private FiledActivity update(Activity activity, SourceEvent event) {
        ActivityState before = state(activity);
        var result = ActivityMerge.merge(before, event.facts(), event.rank(), event.partial());
        if (!result.changed() && !result.newest(event.rank())) {
            return new FiledActivity(activity.id(), event, Outcome.STALE);
        }
        Map<String, Object> previous = summary(activity);
        take(activity, event, result);
        session.update(activity);
        List<Participant> people = result.state().facts().participants();
        if (!people.equals(before.facts().participants())) {
            session.createMutationQuery("delete ActivityParticipant where activityId = :id")
                    .setParameter("id", activity.id())
                    .executeUpdate();
            insertParticipants(activity.id(), people);
        }
        record(event, "updated", previous, activity);
        return new FiledActivity(activity.id(), event, Outcome.UPDATED);
    }

    private void take(Activity activity, SourceEvent event, ActivityMerge.Result result) {
        ActivityFacts facts = result.state().facts();
        activity.become(
                facts,
                write(facts.attributes()),
                write(new StoredRanks(facts.statusPrecedence(), result.state().ranks())),
                clock.instant());
        if (result.newest(event.rank())) {
            activity.comeFrom(event);
        }
    }

    private void insertParticipants(UUID activityId, List<Participant> people) {
        session.insertMultiple(IntStream.range(0, people.size())
                .mapToObj(i -> new ActivityParticipant(activityId, i, people.get(i)))
                .toList());
    }

    private ActivityState state(Activity activity) {
        StoredRanks stored = read(activity.ranks(), new TypeReference<>() {});
        List<Participant> people = session
                .createSelectionQuery(
                        "from ActivityParticipant where activityId = :id order by ordinal", ActivityParticipant.class)
                .setParameter("id", activity.id())
                .list()
                .stream()
                .map(ActivityParticipant::participant)
                .toList();
        var facts = new ActivityFacts(
                activity.occurredAt(),
                activity.endedAt(),
                activity.direction(),
                activity.subject(),
                activity.status(),
                stored.statusPrecedence(),
                activity.body(),
                people,
                read(activity.attributes(), new TypeReference<>() {}));
        return new ActivityState(facts, stored.fields());
    }

    private void record(SourceEvent event, String action, Map<String, Object> before, Activity activity) {
        audit.record(AuditEntry.automated(
                "activity", activity.id(), action, before, summary(activity), "merge-by-rank", null, event));
    }

    private static Map<String, Object> summary(Activity activity) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("kind", activity.kind().word());
        summary.put("status", activity.status());
        summary.put("occurredAt", activity.occurredAt().toString());
        summary.put("direction", activity.direction().word());
        return summary;
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
