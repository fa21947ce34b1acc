package io.syncline.ownership;

import java.util.UUID;

/**
 * A record of which sources say something.
 *
 * @param entity account, contact or deal
 */
record RecordId(String entity, UUID id) {
    /** Before all others. */
    static final RecordId NONE = new RecordId("", new UUID(0, 0));
}
