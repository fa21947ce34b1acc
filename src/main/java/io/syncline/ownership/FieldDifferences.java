package io.syncline.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What another policy would make of fields.
 *
 * @param records how many were looked at
 * @param complete false when the look ended before the last record
 */
public record FieldDifferences(long records, boolean complete, List<FieldDifference> fields, List<NewReview> reviews) {
    public FieldDifferences {
        fields = List.copyOf(fields);
        reviews = List.copyOf(reviews);
    }

    /** A field that a person would be asked about. */
    public record NewReview(String entity, UUID id, String field, List<ReviewView.Option> options) {
        public NewReview {
            options = List.copyOf(options);
        }
    }

    static final class Builder {
        private final List<FieldDifference> fields = new ArrayList<>();
        private final List<NewReview> reviews = new ArrayList<>();
        private long records;

        void record() {
            records++;
        }

        void field(FieldDifference difference) {
            fields.add(difference);
        }

        void review(NewReview review) {
            reviews.add(review);
        }

        FieldDifferences build(boolean complete) {
            return new FieldDifferences(records, complete, fields, reviews);
        }
    }
}
