package io.syncline.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.api.ReviewsResource.Choice;
import io.syncline.crm.Editor;
import io.syncline.crm.Fields;
import io.syncline.crm.RecordNames;
import io.syncline.crm.ReviewService;
import io.syncline.ownership.ReviewList.Status;
import io.syncline.ownership.ReviewView;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Gathers what a person decides, and hands on what was decided. */
@ApplicationScoped
class Reviews {
    private final ReviewService reviews;
    private final RecordNames names;
    private final ObjectMapper json;

    @Inject
    Reviews(ReviewService reviews, RecordNames names, ObjectMapper json) {
        this.reviews = reviews;
        this.names = names;
        this.json = json;
    }

    ReviewsPage page(PageRequest request) {
        Page<ReviewView> open = reviews.list(Status.OPEN, null, null, request);
        return new ReviewsPage(
                open.items(),
                names.of(open.items().stream().flatMap(Reviews::mentioned).toList()),
                open.next());
    }

    private static Stream<UUID> mentioned(ReviewView review) {
        return Stream.of(
                        Stream.of(review.entityId(), review.ownerId(), Origins.id(review.value())),
                        review.options().stream().map(option -> Origins.id(option.value())))
                .flatMap(ids -> ids)
                .filter(Objects::nonNull);
    }

    /**
     * @param value one of the options', or null where the option is that there is none
     */
    void decide(UUID review, String value, Editor editor) {
        reviews.decide(review, Fields.of(json.createObjectNode().put("value", value), Choice.class), editor);
    }
}
