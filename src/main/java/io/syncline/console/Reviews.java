package io.syncline.console;

import static java.util.stream.Collectors.toMap;

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
import io.syncline.timeline.TimelineQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Gathers what a person decides, and hands on what was decided. */
@ApplicationScoped
class Reviews {
    private final ReviewService reviews;
    private final RecordNames names;
    private final TimelineQuery timelines;
    private final Timelines entries;
    private final ObjectMapper json;

    @Inject
    Reviews(ReviewService reviews, RecordNames names, TimelineQuery timelines, Timelines entries, ObjectMapper json) {
        this.reviews = reviews;
        this.names = names;
        this.timelines = timelines;
        this.entries = entries;
        this.json = json;
    }

    ReviewsPage page(PageRequest request) {
        Page<ReviewView> open = reviews.list(Status.OPEN, null, null, request);
        return new ReviewsPage(
                open.items(),
                names.of(open.items().stream().flatMap(Reviews::mentioned).toList()),
                activities(open.items()),
                open.next());
    }

    private Map<UUID, TimelineEntry> activities(List<ReviewView> open) {
        List<UUID> ids = open.stream()
                .filter(review -> review.entity().equals("activity"))
                .map(ReviewView::entityId)
                .toList();
        return entries.entries(timelines.activities(ids)).stream()
                .collect(toMap(TimelineEntry::id, entry -> entry, (one, same) -> one));
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
