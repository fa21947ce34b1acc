package io.syncline.association;

import static java.util.stream.Collectors.toMap;

import io.syncline.timeline.Activity;
import io.syncline.timeline.ActivityParticipant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/** Tells which links activities have that the rules would not make today, and which they lack. Reads only. */
@ApplicationScoped
public class TodaysLinks {
    private final StatelessSession session;
    private final ActivityAssociation association;
    private final AssociationStore store;

    @Inject
    TodaysLinks(StatelessSession session, ActivityAssociation association, AssociationStore store) {
        this.session = session;
        this.association = association;
        this.store = store;
    }

    /**
     * @return what would be added and removed; nothing of an activity that is gone
     */
    @Transactional(TxType.MANDATORY)
    public List<LinkDifference> differences(Collection<UUID> activities) {
        List<LinkDifference> found = new ArrayList<>();
        for (UUID id : activities) {
            Activity activity = session.get(Activity.class, id);
            if (activity != null) {
                Map<AssociationId, AssociationRow> is = byKey(store.links(id));
                Map<AssociationId, AssociationRow> would = byKey(association.supposed(
                        activity,
                        store.participants(id).stream()
                                .map(ActivityParticipant::participant)
                                .toList(),
                        Supposition.NONE));
                difference(is, would, "added", found);
                difference(would, is, "removed", found);
            }
        }
        return found;
    }

    private static void difference(
            Map<AssociationId, AssociationRow> in,
            Map<AssociationId, AssociationRow> notIn,
            String change,
            List<LinkDifference> found) {
        notIn.values().stream()
                .filter(row -> !in.containsKey(row.key()))
                .map(row -> new LinkDifference(row.activityId(), change, row.entity(), row.entityId(), row.rule()))
                .forEach(found::add);
    }

    private static Map<AssociationId, AssociationRow> byKey(Collection<AssociationRow> rows) {
        return rows.stream().collect(toMap(AssociationRow::key, Function.identity()));
    }
}
