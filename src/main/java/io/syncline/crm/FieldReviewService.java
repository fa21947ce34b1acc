package io.syncline.crm;

import io.syncline.ownership.FieldOwnership;
import io.syncline.ownership.ReviewList;
import io.syncline.ownership.ReviewList.Status;
import io.syncline.ownership.ReviewView;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Conflicts about fields that people settle. */
@ApplicationScoped
class FieldReviewService {
    private static final String VALUE = "value";
    /** What no option says: one that says that there is none has null. */
    private static final String NOT_SAID = "";

    private static final String EXPECTED =
            "the value of one of the options; null where the option is that there is none";

    private final ReviewList reviews;
    private final FieldOwnership ownership;

    @Inject
    FieldReviewService(ReviewList reviews, FieldOwnership ownership) {
        this.reviews = reviews;
        this.ownership = ownership;
    }

    /**
     * @param entity account or contact, or null for any
     */
    Page<ReviewView> list(Status status, String entity, PageRequest request) {
        return reviews.list(status, entity, request);
    }

    /** Empty when there is no such review, or none any more: the sources say something else by now, or agree. */
    Optional<ReviewView> find(UUID id) {
        return reviews.find(id);
    }

    /**
     * @return whether it was still to be decided
     * @throws ValidationException if no source says this
     * @throws NotAllowedException if the policy does not let this person write the field
     */
    boolean decide(ReviewView review, Fields fields, Editor editor) {
        String value =
                fields.read(VALUE, null, EXPECTED, node -> Optional.of(node.isTextual() ? node.textValue() : NOT_SAID));
        boolean said = review.options().stream().anyMatch(option -> Objects.equals(option.value(), value));
        if (!fields.has(VALUE) || !said) {
            fields.refuse(VALUE, EXPECTED);
        }
        if (fields.has("remember")) {
            fields.refuse("remember", "nothing: what is decided about a field is remembered");
        }
        fields.check();
        if (!ownership.mayOverride(review.entity(), review.field(), editor.roles())) {
            throw new NotAllowedException(review.entity(), review.field());
        }
        return reviews.decide(review, value == null ? "" : value, editor.name());
    }
}
