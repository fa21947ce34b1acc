package io.syncline.association;

import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.Unremovable;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.Participant;
import io.syncline.event.SourceEvent;
import io.syncline.timeline.Activity;
import io.syncline.timeline.ActivityParticipant;
import io.syncline.timeline.FiledActivity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** The content enricher: links an activity to account, contact and deal, and says who acted. */
@ApplicationScoped
@Named("association")
@Unremovable
public class ActivityAssociation {
    private final StatelessSession session;
    private final EvidenceLookup lookup;
    private final AssociationPolicy policy;
    private final AssociationStore store;
    private final AssociationTasks tasks;
    private final Audit audit;

    @Inject
    ActivityAssociation(
            StatelessSession session,
            EvidenceLookup lookup,
            AssociationPolicy policy,
            AssociationStore store,
            AssociationTasks tasks,
            Audit audit) {
        this.session = session;
        this.lookup = lookup;
        this.policy = policy;
        this.store = store;
        this.tasks = tasks;
        this.audit = audit;
    }

    /** Associates the activity that an event made or changed. */
    @Transactional(TxType.MANDATORY)
    public FiledActivity associate(FiledActivity filed) {
        if (filed.outcome() != Outcome.STALE) {
            associate(filed.id(), filed.event());
        }
        return filed;
    }

    /** Associates an activity again, because its evidence may have changed; nothing happens when it is gone. */
    @Transactional(TxType.MANDATORY)
    public void associateAgain(UUID activityId) {
        associate(activityId, null);
    }

    private void associate(UUID activityId, SourceEvent event) {
        Activity activity = session.get(Activity.class, activityId, LockMode.PESSIMISTIC_WRITE);
        if (activity == null) {
            return;
        }
        List<ActivityParticipant> rows = store.participants(activityId);
        List<Participant> people =
                rows.stream().map(ActivityParticipant::participant).toList();
        List<ReviewRow> reviews = store.reviews(activityId);
        Evidence evidence = evidence(activity, people, reviews, Supposition.NONE);
        Association association = policy.decide(activity.kind(), people, evidence);

        store.recognise(rows, evidence.recognised());
        store.actor(activity, Actors.of(activity.kind(), activity.direction(), people, evidence.recognised()));
        List<CorrectionRow> corrections = store.corrections(activityId);
        store.ask(activityId, reviews, open(association.reviews(), corrections));
        link(activity, corrected(activity, association, corrections), event);
    }

    /** The links of an activity, with what people decided, if evidence is as it is supposed. */
    List<AssociationRow> supposed(Activity activity, List<Participant> people, Supposition supposition) {
        Evidence evidence = evidence(activity, people, store.reviews(activity.id()), supposition);
        return corrected(activity, policy.decide(activity.kind(), people, evidence), store.corrections(activity.id()));
    }

    private Evidence evidence(
            Activity activity, List<Participant> people, List<ReviewRow> reviews, Supposition supposition) {
        Map<String, UUID> choices = reviews.stream()
                .filter(review -> review.decision() != null)
                .collect(toMap(ReviewRow::entity, ReviewRow::decision));
        return lookup.find(activity, people, follows(activity), choices, supposition);
    }

    /** Whether the activity may inherit from others, and they from it. */
    static boolean follows(Activity activity) {
        return activity.kind() == Kind.EMAIL || activity.kind() == Kind.MEETING;
    }

    /** What a person has decided is no question any more, and whom a person has ruled out is no candidate. */
    private static List<Review> open(List<Review> reviews, List<CorrectionRow> corrections) {
        return reviews.stream()
                .map(review -> review.without(corrections.stream()
                        .filter(decided -> !decided.linked() && decided.entity().equals(review.entity()))
                        .map(CorrectionRow::entityId)
                        .toList()))
                .filter(review -> !review.candidates().isEmpty()
                        && corrections.stream()
                                .noneMatch(decided ->
                                        decided.linked() && decided.entity().equals(review.entity())))
                .toList();
    }

    private void link(Activity activity, List<AssociationRow> links, SourceEvent event) {
        Map<AssociationId, AssociationRow> before = byKey(store.links(activity.id()));
        Map<AssociationId, AssociationRow> after = byKey(links);
        List<AssociationRow> gone = before.values().stream()
                .filter(row -> !after.containsKey(row.key()))
                .toList();
        List<AssociationRow> written = after.values().stream()
                .filter(row -> !before.containsKey(row.key()) || !row.says(before.get(row.key())))
                .toList();
        if (gone.isEmpty() && written.isEmpty()) {
            return;
        }
        session.deleteMultiple(gone);
        session.deleteMultiple(written.stream()
                .map(row -> before.get(row.key()))
                .filter(Objects::nonNull)
                .toList());
        session.insertMultiple(written);
        if (before.keySet().equals(after.keySet())) {
            return;
        }
        record(activity.id(), describe(before), describe(after), event);
        if (follows(activity)) {
            tasks.threadChanged(activity.id());
        }
    }

    /** The links of the rules, with what people decided on top: their links stay, and what they unlinked stays away. */
    private List<AssociationRow> corrected(
            Activity activity, Association association, List<CorrectionRow> corrections) {
        Map<AssociationId, AssociationRow> rows = new HashMap<>();
        for (Link link : association.links()) {
            AssociationRow row = store.row(activity, link, null);
            rows.put(row.key(), row);
        }
        for (CorrectionRow correction : corrections) {
            AssociationId key = new AssociationId(activity.id(), correction.entity(), correction.entityId());
            rows.remove(key);
            if (correction.linked()) {
                Link link = new Link(
                        correction.entity(),
                        correction.entityId(),
                        "correction",
                        1.0,
                        "linked by " + correction.actor(),
                        Map.of());
                rows.put(key, store.row(activity, link, correction.actor()));
            }
        }
        return new ArrayList<>(rows.values());
    }

    private void record(UUID activityId, Map<String, Object> before, Map<String, Object> after, SourceEvent event) {
        audit.record(
                event == null
                        ? AuditEntry.maintenance(
                                "activity", activityId, "associated", before, after, "association", policy.version())
                        : AuditEntry.automated(
                                "activity",
                                activityId,
                                "associated",
                                before,
                                after,
                                "association",
                                policy.version(),
                                event));
    }

    private static Map<AssociationId, AssociationRow> byKey(List<AssociationRow> rows) {
        return rows.stream().collect(toMap(AssociationRow::key, Function.identity()));
    }

    private static Map<String, Object> describe(Map<AssociationId, AssociationRow> links) {
        Map<String, Object> described = new TreeMap<>();
        links.forEach((key, row) -> described.put(key.entity() + ":" + key.entityId(), row.rule()));
        return described;
    }
}
