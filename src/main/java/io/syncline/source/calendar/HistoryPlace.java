package io.syncline.source.calendar;

/**
 * How far a pass over some days of one calendar is.
 *
 * @param total events that were counted before the first was read
 * @param done events that were read
 * @param next token of the next page; empty for the first, null at the end
 */
record HistoryPlace(long total, long done, String next) {
    private static final String FIRST = "";

    static HistoryPlace start(long total) {
        return new HistoryPlace(total, 0, FIRST);
    }

    HistoryPlace after(ListedPage page) {
        return new HistoryPlace(total, done + page.events().size(), page.nextPageToken());
    }

    boolean open() {
        return next != null;
    }

    /** As the listing wants it. */
    String token() {
        return FIRST.equals(next) ? null : next;
    }
}
