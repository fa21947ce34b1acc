package io.syncline.paging;

import java.util.Optional;

/**
 * Which page of which list.
 *
 * @param q what to search for, or null
 * @param limit 1 to {@value Page#LARGEST_LIMIT}
 * @param after where the page before ended
 */
public record PageRequest(String q, int limit, Optional<Cursor> after) {
    /** The search as a pattern of SQL's {@code like} that finds it anywhere in a text. */
    public String containing() {
        return "%" + escaped() + "%";
    }

    /** The search as a pattern that finds it at the beginning of a text. */
    public String beginning() {
        return escaped() + "%";
    }

    private String escaped() {
        return q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
