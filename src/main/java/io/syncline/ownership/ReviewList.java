package io.syncline.ownership;

import static java.util.stream.Collectors.joining;

import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** The fields about which sources disagree and the policy lets a person decide. */
@ApplicationScoped
public class ReviewList {
    private static final String OWNER = "ownerId";

    private final StatelessSession session;
    private final FieldReviews reviews;
    private final FieldSettling settling;
    private final EntityRecords records;
    private final PolicyInForce policy;
    private final FieldAudit audit;
    private final Clock clock;

    @Inject
    ReviewList(
            StatelessSession session,
            FieldReviews reviews,
            FieldSettling settling,
            EntityRecords records,
            PolicyInForce policy,
            FieldAudit audit,
            Clock clock) {
        this.session = session;
        this.reviews = reviews;
        this.settling = settling;
        this.records = records;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether a person has decided. */
    public enum Status {
        OPEN,
        DECIDED
    }

    /**
     * Reviews, the latest first.
     *
     * @param entity account, contact or deal, or null for any
     */
    @Transactional
    public Page<ReviewView> list(Status status, String entity, PageRequest request) {
        List<String> conditions = new ArrayList<>();
        conditions.add("decidedAt is " + (status == Status.OPEN ? "" : "not ") + "null");
        Stream.ofNullable(entity).forEach(one -> conditions.add("entity = :entity"));
        request.after().ifPresent(cursor -> conditions.add("(since < :at or (since = :at and id < :id))"));
        String where = conditions.stream().collect(joining(" and "));
        var query = session.createSelectionQuery(
                        "from FieldReviewRow where " + where + " order by since desc, id desc", ReviewRow.class)
                .setMaxResults(request.limit() + 1);
        Stream.ofNullable(entity).forEach(one -> query.setParameter("entity", one));
        request.after()
                .ifPresent(cursor -> query.setParameter("at", cursor.instant()).setParameter("id", cursor.id()));
        return Page.of(query.list(), request.limit(), row -> Cursor.of(row.since(), row.id()))
                .map(this::view);
    }

    /** How many are open. */
    @Transactional
    public long count() {
        return session.createSelectionQuery("select count(*) from FieldReviewRow where decidedAt is null", Long.class)
                .getSingleResult();
    }

    @Transactional
    public Optional<ReviewView> find(UUID id) {
        return Optional.ofNullable(session.get(ReviewRow.class, id)).map(this::view);
    }

    /**
     * Takes a person's word for what the field is; it stands as long as the sources say what they say now.
     *
     * @param value one of the options', empty where the field shall be empty
     * @return false when there is nothing to decide any more: somebody has, or the sources say something else by now
     */
    @Transactional(TxType.MANDATORY)
    public boolean decide(ReviewView review, String value, String user) {
        var of = new FieldId(review.entity(), review.entityId(), review.field());
        Optional<Map<String, String>> values = records.of(of.entity()).lock(of.id());
        ReviewRow row = session.get(ReviewRow.class, review.id());
        if (values.isEmpty() || row == null || !row.open()) {
            return false;
        }
        row.decide(value, "user:" + user, clock.instant());
        session.update(row);
        String before = values.get().get(of.field());
        audit.byPerson(of, "decided", before, value.isEmpty() ? null : value, user);
        settling.again(of, before);
        return true;
    }

    private ReviewView view(ReviewRow row) {
        FieldId of = row.of();
        Map<String, String> values = records.of(of.entity()).read(of.id()).orElse(Map.of());
        UUID owner =
                Optional.ofNullable(values.get(OWNER)).map(UUID::fromString).orElse(null);
        return new ReviewView(
                row.id(),
                "field",
                of.entity(),
                of.id(),
                of.field(),
                values.get(of.field()),
                null,
                row.since(),
                row.policyVersion(),
                owner,
                owner == null ? policy.policy().steward() : null,
                reviews.options(row),
                row.open() ? null : ReviewView.Decided.of(row.verdict()));
    }
}
