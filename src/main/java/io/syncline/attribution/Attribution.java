package io.syncline.attribution;

import io.syncline.event.Touch;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where a contact, an account or a deal came from.
 *
 * @param touches by time and then by event key, so that the same touches give the same answer in whatever order they came
 * @param firstTouch the event key of the first, or null
 * @param lastTouch the event key of the last, or null
 * @param credits by the word of the model, the share of each touch by its event key; only those that have one
 */
public record Attribution(
        List<AttributedTouch> touches, String firstTouch, String lastTouch, Map<String, List<Credit>> credits) {
    /**
     * A touch, and whom it brought.
     *
     * @param contactId null for one of a shared mailbox, which is the account's
     */
    public record AttributedTouch(String eventKey, String connector, UUID contactId, Touch touch) {}

    /** A touch's share of a model's credit, greater than 0 and at most 1. */
    public record Credit(String eventKey, double share) {}
}
