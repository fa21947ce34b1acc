package io.syncline.lease;

import io.syncline.event.TransientSyncException;

/** The connector has become another replica's while it was polled. Nothing failed: that one reads on from the checkpoint. */
public class LeaseLostException extends TransientSyncException {
    LeaseLostException(String connector) {
        super("connector " + connector + " has become another replica's, which reads on from the checkpoint");
    }
}
