package io.syncline.paging;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param next the cursor of the page that follows, or null on the last one
 */
public record Page<T>(List<T> items, String next) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int LARGEST_LIMIT = 200;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of rows that were read with one more than the limit: that one tells whether a page follows.
     *
     * @param cursor gives where the page ends, of its last row
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(
                rows.subList(0, limit), cursor.apply(rows.get(limit - 1)).text());
    }

    /** The same page of other things. */
    public <R> Page<R> with(List<R> others) {
        return new Page<>(others, next);
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return with(items.stream().map(mapping).toList());
    }
}
