package io.syncline.event;

import java.util.Optional;

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

    /**
     * The external id of the item that a person means, in the spelling of the ledger; empty when the text names none.
     *
     * @param written an id as people have it at hand, such as a whole header
     */
    default Optional<String> externalId(String written) {
        return Optional.of(written);
    }
}
