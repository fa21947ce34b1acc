package io.syncline.association;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.syncline.association.AssociationCorrections.Target;
import io.syncline.association.LinkReview.Candidate;
import io.syncline.association.LinkReview.Choice;
import io.syncline.audit.Audit;
import io.syncline.audit.AuditEntry;
import io.syncline.event.Address;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import io.syncline.timeline.Activity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** The links that were too close to call, and what people chose. */
@ApplicationScoped
public class LinkReviews {
    private final StatelessSession session;
    private final AssociationStore store;
    private final AssociationPolicy policy;
    private final ActivityAssociation association;
    private final RememberedCorrections remembered;
    private final Audit audit;
    private final Clock clock;

    @Inject
    LinkReviews(
            StatelessSession session,
            AssociationStore store,
            AssociationPolicy policy,
            ActivityAssociation association,
            RememberedCorrections remembered,
            Audit audit,
            Clock clock) {
        this.session = session;
        this.store = store;
        this.policy = policy;
        this.association = association;
        this.remembered = remembered;
        this.audit = audit;
        this.clock = clock;
    }

    /** The latest first. */
    @Transactional
    public Page<LinkReview> list(boolean open, PageRequest request) {
        var query = session.createSelectionQuery(
                        "from ReviewRow where decidedAt is " + (open ? "" : "not ") + "null"
                                + (request.after().isPresent()
                                        ? " and (createdAt < :at or (createdAt = :at and id < :id))"
                                        : "")
                                + " order by createdAt desc, id desc",
                        ReviewRow.class)
                .setMaxResults(request.limit() + 1);
        request.after()
                .ifPresent(cursor -> query.setParameter("at", cursor.instant()).setParameter("id", cursor.id()));
        Page<ReviewRow> page = Page.of(query.list(), request.limit(), row -> Cursor.of(row.since(), row.id()));
        return page.with(views(page.items()));
    }

    /** How many wait for a person. */
    @Transactional
    public long count() {
        return session.createSelectionQuery("select count(*) from ReviewRow where decidedAt is null", Long.class)
                .getSingleResult();
    }

    @Transactional
    public Optional<LinkReview> find(UUID id) {
        return row(id).map(row -> views(List.of(row)).get(0));
    }

    /** Of the activity's participants. */
    @Transactional(TxType.MANDATORY)
    public List<String> addresses(LinkReview review) {
        return store.participants(review.activityId()).stream()
                .map(row -> row.participant().address())
                .filter(Objects::nonNull)
                .map(Address::value)
                .toList();
    }

    /**
     * Takes a person's choice: it stays, whatever the rules say later, and the rules go on from it.
     *
     * @param candidate one of them, or null for none
     * @param of whose activities shall all be linked to the candidate from now on; empty for this activity alone
     * @return false when there is nothing to choose any more: somebody has, or the evidence is another by now
     */
    @Transactional(TxType.MANDATORY)
    public boolean decide(LinkReview review, UUID candidate, Optional<Address> of, String user) {
        if (session.get(Activity.class, review.activityId(), LockMode.PESSIMISTIC_WRITE) == null) {
            return false;
        }
        Optional<ReviewRow> row = row(review.id()).filter(ReviewRow::open);
        List<UUID> candidates = row.map(store::candidates).orElse(List.of());
        if (row.isEmpty() || (candidate != null && !candidates.contains(candidate))) {
            return false;
        }
        row.get().decide(candidate, "user:" + user, clock.instant());
        session.update(row.get());
        correct(review, candidate == null ? candidates : List.of(candidate), candidate != null, user);
        of.ifPresent(address -> remembered.remember(
                address, new Target(review.entity(), candidate), true, null, review.activityId(), user));
        audit.record(AuditEntry.person(
                "activity",
                review.activityId(),
                "decided",
                Map.of("candidates", candidates.stream().map(UUID::toString).toList()),
                candidate == null ? null : Map.of(review.entity(), candidate.toString()),
                user));
        association.associateAgain(review.activityId());
        return true;
    }

    private void correct(LinkReview review, Collection<UUID> ids, boolean linked, String user) {
        session.deleteMultiple(store.corrections(review.activityId()).stream()
                .filter(row -> row.entity().equals(review.entity()) && ids.contains(row.entityId()))
                .toList());
        session.insertMultiple(ids.stream()
                .map(id -> new CorrectionRow(
                        new AssociationId(review.activityId(), review.entity(), id),
                        linked,
                        "user:" + user,
                        clock.instant()))
                .toList());
    }

    private Optional<ReviewRow> row(UUID id) {
        return session.createSelectionQuery("from ReviewRow where id = :id", ReviewRow.class)
                .setParameter("id", id)
                .uniqueResultOptional();
    }

    private List<LinkReview> views(List<ReviewRow> rows) {
        Map<String, Set<UUID>> candidates = rows.stream()
                .flatMap(row -> store.candidates(row).stream().map(id -> Map.entry(row.entity(), id)))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
        Map<UUID, String> names = new HashMap<>();
        candidates.forEach((entity, ids) -> names.putAll(names(entity, ids)));
        return rows.stream().map(row -> view(row, names)).toList();
    }

    private Map<UUID, String> names(String entity, Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        session.createNativeQuery("select id, name from " + entity + " where id = any(:ids)", Tuple.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .list()
                .forEach(row -> names.put(row.get(0, UUID.class), row.get(1, String.class)));
        return names;
    }

    private LinkReview view(ReviewRow row, Map<UUID, String> names) {
        return new LinkReview(
                row.id(),
                row.activityId(),
                row.entity(),
                store.candidates(row).stream()
                        .map(id -> new Candidate(id, names.get(id)))
                        .toList(),
                row.explanation(),
                row.since(),
                policy.version(),
                row.open() ? null : new Choice(row.decision(), row.decidedBy(), row.decidedAt()));
    }
}
