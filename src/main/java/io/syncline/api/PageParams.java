package io.syncline.api;

import io.syncline.crm.ValidationException;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Which page a caller asks for. */
public class PageParams {
    private static final int LONGEST_SEARCH = 200;

    @RestQuery
    @Parameter(description = "How many items, 1 to 200; 50 unless said otherwise")
    String limit;

    @RestQuery
    @Parameter(description = "The `next` of the page before")
    String cursor;

    /**
     * @throws ValidationException if the limit is none
     */
    public PageRequest page() {
        return new PageRequest(null, parsedLimit(), Cursor.parse(cursor));
    }

    /**
     * @param q what to search for; blank is nothing
     * @throws ValidationException if the limit or the search is none
     */
    public PageRequest page(String q) {
        String search = q == null || q.isBlank() ? null : q.strip();
        if (search != null && (search.length() > LONGEST_SEARCH || search.indexOf('\0') >= 0)) {
            throw new ValidationException("q", q, "a text of up to " + LONGEST_SEARCH + " characters");
        }
        return new PageRequest(search, parsedLimit(), Cursor.parse(cursor));
    }

    private int parsedLimit() {
        if (limit == null) {
            return Page.DEFAULT_LIMIT;
        }
        try {
            int parsed = Integer.parseInt(limit);
            if (parsed >= 1 && parsed <= Page.LARGEST_LIMIT) {
                return parsed;
            }
        } catch (NumberFormatException ignored) {
            // Refused below, as a number out of range is.
        }
        throw new ValidationException("limit", limit, "a whole number from 1 to " + Page.LARGEST_LIMIT);
    }
}
