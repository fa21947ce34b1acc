package io.syncline.event;

/**
 * A message translator: understands the deliveries of one kind of source. It is a pure function of the delivery and the
 * configuration, so that a stored event can be translated again on replay and rebuild.
 */
public interface Translator {
    /** The connector type whose deliveries it reads, as in the configuration: imap, google-calendar, telephony, lead-form. */
    String connectorType();

    /** The kind of activity that its deliveries make. */
    Kind kind();

    /**
     * @throws PermanentSyncException if the delivery cannot be read; names what was found and what was expected, never
     *     the payload
     */
    SourceEvent translate(Delivery delivery);
}
