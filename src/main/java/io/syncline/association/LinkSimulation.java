package io.syncline.association;

import static java.util.stream.Collectors.toMap;

import io.syncline.timeline.Activity;
import io.syncline.timeline.ActivityParticipant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/** Tells which links would follow from other accounts of contacts, by the very rules that make them. Reads only. */
@ApplicationScoped
public class LinkSimulation {
    /** Rules settle in few rounds; this ends the search where they would not. */
    private static final int MOST_VISITS = 5;

    private final StatelessSession session;
    private final ActivityAssociation association;
    private final AssociationStore store;

    @Inject
    LinkSimulation(StatelessSession session, ActivityAssociation association, AssociationStore store) {
        this.session = session;
        this.association = association;
        this.store = store;
    }

    /**
     * @param accounts by contact; null for none
     * @param enough asked before each activity whether to end here
     */
    @Transactional(TxType.MANDATORY)
    public List<LinkDifference> compare(Map<UUID, UUID> accounts, BooleanSupplier enough) {
        var supposition = new Supposition(accounts);
        Map<UUID, Map<AssociationId, AssociationRow>> before = new LinkedHashMap<>();
        Map<UUID, Map<AssociationId, AssociationRow>> after = new HashMap<>();
        Map<UUID, Integer> visits = new HashMap<>();
        Queue<UUID> queue = new ArrayDeque<>(activities(EvidenceChange.CONTACT, accounts.keySet()));
        while (!queue.isEmpty() && !enough.getAsBoolean()) {
            UUID id = queue.remove();
            Activity activity = session.get(Activity.class, id);
            if (activity == null || visits.merge(id, 1, Integer::sum) > MOST_VISITS) {
                continue;
            }
            Map<AssociationId, AssociationRow> was = before.computeIfAbsent(id, of -> byKey(store.links(of)));
            Map<AssociationId, AssociationRow> known = after.getOrDefault(id, was);
            Map<AssociationId, AssociationRow> now = decide(activity, supposition);
            after.put(id, now);
            supposition.suppose(id, now.values());
            if (!now.keySet().equals(known.keySet()) && ActivityAssociation.follows(activity)) {
                queue.addAll(activities(EvidenceChange.THREAD, List.of(id)));
            }
        }
        return differences(before, after);
    }

    private Map<AssociationId, AssociationRow> decide(Activity activity, Supposition supposition) {
        var people = store.participants(activity.id()).stream()
                .map(ActivityParticipant::participant)
                .toList();
        return byKey(association.supposed(activity, people, supposition));
    }

    private static List<LinkDifference> differences(
            Map<UUID, Map<AssociationId, AssociationRow>> before, Map<UUID, Map<AssociationId, AssociationRow>> after) {
        List<LinkDifference> found = new ArrayList<>();
        before.forEach((id, was) -> {
            Map<AssociationId, AssociationRow> now = after.getOrDefault(id, was);
            added(was, now).forEach(row -> found.add(difference(row, "added")));
            added(now, was).forEach(row -> found.add(difference(row, "removed")));
        });
        return found;
    }

    private static List<AssociationRow> added(
            Map<AssociationId, AssociationRow> before, Map<AssociationId, AssociationRow> after) {
        return after.values().stream()
                .filter(row -> !before.containsKey(row.key()))
                .sorted(Comparator.comparing(AssociationRow::entity).thenComparing(AssociationRow::entityId))
                .toList();
    }

    private static LinkDifference difference(AssociationRow row, String change) {
        return new LinkDifference(row.activityId(), change, row.entity(), row.entityId(), row.rule());
    }

    private static Map<AssociationId, AssociationRow> byKey(Collection<AssociationRow> rows) {
        return rows.stream().collect(toMap(AssociationRow::key, Function.identity()));
    }

    private List<UUID> activities(EvidenceChange change, Collection<UUID> changed) {
        return session.createNativeQuery(
                        "select a.activity_id from (" + change.activities() + ") a order by a.activity_id", UUID.class)
                .setParameter("changed", changed.stream().map(UUID::toString).toArray(String[]::new))
                .list();
    }
}
