package io.syncline.association;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.timeline.Activity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** What people decide about links: it stands, whatever the rules say later. */
@ApplicationScoped
public class AssociationCorrections {
    private final StatelessSession session;
    private final AssociationStore store;
    private final ActivityAssociation association;
    private final Audit audit;
    private final Clock clock;

    @Inject
    AssociationCorrections(
            StatelessSession session,
            AssociationStore store,
            ActivityAssociation association,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.store = store;
        this.association = association;
        this.audit = audit;
        this.clock = clock;
    }

    /** A link as a person wants it; the entity is account, contact or deal. */
    public record Target(String entity, UUID id) {}

    /**
     * Decides about all links of an activity: these, and none of those that it has beside them.
     *
     * @param user who decides
     * @return false when there is no such activity
     */
    @Transactional
    public boolean decide(UUID activityId, Set<Target> wanted, String user) {
        if (session.get(Activity.class, activityId, LockMode.PESSIMISTIC_WRITE) == null) {
            return false;
        }
        Set<Target> linked = store.links(activityId).stream()
                .map(row -> new Target(row.entity(), row.entityId()))
                .collect(Collectors.toSet());
        List<CorrectionRow> before = store.corrections(activityId);
        Set<Target> unwanted = Stream.concat(
                        linked.stream(), before.stream().map(row -> new Target(row.entity(), row.entityId())))
                .filter(target -> !wanted.contains(target))
                .collect(Collectors.toSet());
        session.deleteMultiple(before);
        insert(activityId, wanted, true, user);
        insert(activityId, unwanted, false, user);
        audit.record(AuditEntry.person("activity", activityId, "corrected", describe(linked), describe(wanted), user));
        association.associateAgain(activityId);
        return true;
    }

    private void insert(UUID activityId, Collection<Target> targets, boolean linked, String user) {
        session.insertMultiple(targets.stream()
                .map(target -> new CorrectionRow(
                        new AssociationId(activityId, target.entity(), target.id()),
                        linked,
                        "user:" + user,
                        clock.instant()))
                .toList());
    }

    private static Map<String, Object> describe(Collection<Target> targets) {
        return Map.of(
                "links",
                targets.stream()
                        .map(target -> target.entity() + ":" + target.id())
                        .sorted()
                        .toList());
    }
}
