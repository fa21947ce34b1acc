package io.syncline.association;

import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Address;
import io.syncline.timeline.Activity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** What people decide about links: it stands, whatever the rules say later. */
@ApplicationScoped
public class AssociationCorrections {
    private static final Comparator<Target> ORDER =
            Comparator.comparing(Target::entity).thenComparing(Target::id);

    private final StatelessSession session;
    private final AssociationStore store;
    private final RememberedCorrections remembered;
    private final ActivityAssociation association;
    private final Audit audit;
    private final Clock clock;

    @Inject
    AssociationCorrections(
            StatelessSession session,
            AssociationStore store,
            RememberedCorrections remembered,
            ActivityAssociation association,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.store = store;
        this.remembered = remembered;
        this.association = association;
        this.audit = audit;
        this.clock = clock;
    }

    /** A link as a person wants it; the entity is account, contact or deal. */
    public record Target(String entity, UUID id) {}

    /**
     * Decides about all links of an activity: these, and none of those that it has beside them.
     *
     * @param of whose activities shall be treated so from now on: what this decision adds to the rules' links, or takes
     *     away from them, is remembered of that address; empty to decide about this activity alone
     * @param user who decides
     * @return false when there is no such activity
     */
    @Transactional
    public boolean decide(UUID activityId, Set<Target> wanted, Optional<Address> of, String user) {
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
        of.ifPresent(address -> remember(address, activityId, wanted, before, user));
        session.deleteMultiple(before);
        // What was chosen of candidates before is decided anew with all the rest.
        session.deleteMultiple(store.reviews(activityId).stream()
                .filter(review -> !review.open())
                .toList());
        insert(activityId, wanted, true, user);
        insert(activityId, unwanted, false, user);
        audit.record(AuditEntry.person("activity", activityId, "corrected", describe(linked), describe(wanted), user));
        association.associateAgain(activityId);
        return true;
    }

    private void remember(
            Address address, UUID activityId, Set<Target> wanted, List<CorrectionRow> before, String user) {
        Set<Target> byRules = Stream.concat(
                        store.links(activityId).stream()
                                .filter(row -> row.correctedBy() == null)
                                .map(row -> new Target(row.entity(), row.entityId())),
                        before.stream()
                                .filter(row -> !row.linked())
                                .map(row -> new Target(row.entity(), row.entityId())))
                .collect(Collectors.toSet());
        wanted.stream()
                .filter(target -> !byRules.contains(target))
                .sorted(ORDER)
                .forEach(target -> remembered.remember(address, target, true, null, activityId, user));
        byRules.stream()
                .filter(target -> !wanted.contains(target))
                .sorted(ORDER)
                .forEach(target -> remembered.remember(address, target, false, null, activityId, user));
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
