package io.syncline.source.calendar;

/** What the reader says beside an event's JSON. */
final class DeliveryContext {
    /** The calendar's id. */
    static final String CALENDAR = "calendar";

    /** For an event that came with its id and "cancelled" alone: the JSON that the ledger last had of it. */
    static final String KNOWN = "known";

    private DeliveryContext() {}
}
