package io.syncline.intake;

/** The exchange properties of the path. */
final class EventProperties {
    /**
     * The {@link io.syncline.ledger.StoredEvent} that is tried again (a retry or a replay). A property, which no sender
     * can set.
     */
    static final String STORED = "syncline.stored";

    /** The {@link io.syncline.event.Delivery} as it came. */
    static final String DELIVERY = "syncline.delivery";

    /** The deliveries of a batch. */
    static final String BATCH = "syncline.batch";

    /** The {@link io.syncline.event.SourceEvent} once the delivery could be read. */
    static final String EVENT = "syncline.event";

    /** The ledger's {@link io.syncline.ledger.Claim}. */
    static final String CLAIM = "syncline.claim";

    private EventProperties() {}
}
