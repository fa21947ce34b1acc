package io.syncline.console;

import java.util.List;

/**
 * A page of accounts, contacts or deals.
 *
 * @param q what was searched for, or null
 * @param next the cursor of the page that follows, or null
 */
record RecordList(RecordKind kind, String q, List<Line> lines, String next) {
    /** A record in the list; the detail may be empty. */
    record Line(String path, String name, String detail) {}

    public String search() {
        return q == null ? "" : q;
    }
}
