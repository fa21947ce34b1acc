package io.syncline.crm;

import io.syncline.ownership.ReviewList.Status;
import io.syncline.ownership.ReviewView;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** All that people decide: fields about which sources disagree, and links that were too close to call. */
@ApplicationScoped
public class ReviewService {
    private static final Comparator<ReviewView> LATEST_FIRST = Comparator.comparing(ReviewView::since)
            .thenComparing(ReviewView::id, ReviewService::compare)
            .reversed();

    private final FieldReviewService fields;
    private final LinkReviewService links;

    @Inject
    ReviewService(FieldReviewService fields, LinkReviewService links) {
        this.fields = fields;
        this.links = links;
    }

    /** What is decided. */
    public enum Kind {
        FIELD,
        LINK
    }

    /**
     * The latest first.
     *
     * @param kind null for both
     * @param entity account, contact or activity, or null for any
     */
    @Transactional
    public Page<ReviewView> list(Status status, Kind kind, String entity, PageRequest request) {
        boolean noLinks = kind == Kind.FIELD || (entity != null && !entity.equals("activity"));
        List<Page<ReviewView>> pages = Stream.of(
                        kind == Kind.LINK ? empty() : fields.list(status, entity, request),
                        noLinks ? empty() : links.list(status == Status.OPEN, request))
                .toList();
        List<ReviewView> items = pages.stream()
                .flatMap(page -> page.items().stream())
                .sorted(LATEST_FIRST)
                .limit(request.limit())
                .toList();
        boolean more = pages.stream().anyMatch(page -> page.next() != null)
                || pages.stream().mapToInt(page -> page.items().size()).sum() > items.size();
        return new Page<>(items, more ? cursor(items.get(items.size() - 1)).text() : null);
    }

    /**
     * @throws MissingException if there is no such review, or nothing to decide any more
     */
    @Transactional
    public ReviewView get(UUID id) {
        return fields.find(id).or(() -> links.find(id)).orElseThrow(() -> new MissingException("review", id));
    }

    /**
     * @return the review with its decision
     * @throws MissingException if there is no such review
     * @throws ValidationException if it is none of the options
     * @throws NotAllowedException if the policy does not let this person write the field
     * @throws ConflictException if it was decided before
     */
    @Transactional
    public ReviewView decide(UUID id, Fields body, Editor editor) {
        ReviewView review = get(id);
        boolean decided =
                review.kind().equals("link") ? links.decide(id, body, editor) : fields.decide(review, body, editor);
        if (!decided) {
            throw new ConflictException("there is nothing to decide any more: somebody has decided, or the sources say"
                    + " something else by now");
        }
        return get(id);
    }

    private static Page<ReviewView> empty() {
        return new Page<>(List.of(), null);
    }

    private static Cursor cursor(ReviewView last) {
        return Cursor.of(last.since(), last.id());
    }

    /** As the database orders them, which {@link UUID#compareTo} does not. */
    private static int compare(UUID one, UUID other) {
        return one.toString().compareTo(other.toString());
    }
}
