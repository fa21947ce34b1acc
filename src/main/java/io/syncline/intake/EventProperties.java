package io.syncline.intake;

/** What the path keeps on an exchange beside its body. */
final class EventProperties {
    /** Header: the id of the stored event that is tried again (a retry or a replay). */
    static final String EVENT_ID = "SynclineEventId";

    /** Property: the {@link io.syncline.event.Delivery} as it came. */
    static final String DELIVERY = "syncline.delivery";

    /** Property: the deliveries of a batch. */
    static final String BATCH = "syncline.batch";

    /** Property: the {@link io.syncline.event.SourceEvent} once the delivery could be read. */
    static final String EVENT = "syncline.event";

    /** Property: the ledger's {@link io.syncline.ledger.Claim}. */
    static final String CLAIM = "syncline.claim";

    private EventProperties() {}
}
