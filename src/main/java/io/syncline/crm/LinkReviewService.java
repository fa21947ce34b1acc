package io.syncline.crm;

import io.syncline.association.LinkReview;
import io.syncline.association.LinkReviews;
import io.syncline.event.Address;
import io.syncline.ownership.FieldOwnership;
import io.syncline.ownership.ReviewView;
import io.syncline.ownership.ReviewView.Decided;
import io.syncline.ownership.ReviewView.Option;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Links that were too close to call, as people choose them. */
@ApplicationScoped
class LinkReviewService {
    private static final String VALUE = "value";
    private static final String EXPECTED =
            "the value of one of the options that is still there; null where it is none of them";

    private final LinkReviews reviews;
    private final LinkFields links;
    private final FieldOwnership ownership;

    @Inject
    LinkReviewService(LinkReviews reviews, LinkFields links, FieldOwnership ownership) {
        this.reviews = reviews;
        this.links = links;
        this.ownership = ownership;
    }

    Page<ReviewView> list(boolean open, PageRequest request) {
        return reviews.list(open, request).map(this::view);
    }

    /** Empty when there is no such review, or none any more: the evidence is another by now. */
    Optional<ReviewView> find(UUID id) {
        return reviews.find(id).map(this::view);
    }

    /**
     * @return whether it was still to be decided
     * @throws ValidationException if the value is no candidate's
     */
    boolean decide(UUID id, Fields fields, Editor editor) {
        Optional<LinkReview> review = reviews.find(id);
        if (review.isEmpty()) {
            return false;
        }
        if (!fields.has(VALUE)) {
            fields.refuse(VALUE, EXPECTED);
        }
        UUID chosen = fields.read(VALUE, null, EXPECTED, node -> Fields.uuid(node)
                .filter(value -> review.get().candidates().stream()
                        .anyMatch(candidate -> candidate.id().equals(value)))
                .filter(value -> links.exists(review.get().entity(), value)));
        Optional<Address> of = links.remember(fields, reviews.addresses(review.get()));
        if (of.isPresent() && chosen == null) {
            fields.refuse("remember", "nothing, where it is none of them");
        }
        fields.check();
        return reviews.decide(review.get(), chosen, of, editor.name());
    }

    private ReviewView view(LinkReview review) {
        return new ReviewView(
                review.id(),
                "link",
                "activity",
                review.activityId(),
                review.entity(),
                null,
                review.explanation(),
                review.since(),
                review.policyVersion(),
                null,
                ownership.steward(),
                review.candidates().stream()
                        .map(candidate -> Option.ofCandidate(candidate.id(), candidate.name()))
                        .toList(),
                Optional.ofNullable(review.choice())
                        .map(choice -> new Decided(
                                choice.candidate() == null
                                        ? null
                                        : choice.candidate().toString(),
                                choice.by(),
                                choice.at()))
                        .orElse(null));
    }
}
