package io.syncline.connector;

import java.util.Map;

/**
 * Asks a source itself what it holds beyond the checkpoint: beside the poll, so that a poll that reads nothing cannot say
 * that there is nothing. It moves no checkpoint and changes nothing at the source.
 */
public interface SourceLook {
    /** The type of the connectors whose sources it can ask. */
    String connectorType();

    /**
     * Items beyond the checkpoint, by folder or calendar; those that the source does not hand over do not count. Folders
     * and calendars that could not be asked, or have to be left in peace for now, are left out.
     *
     * @throws io.syncline.event.TransientSyncException if the source cannot be asked now
     * @throws io.syncline.event.PermanentSyncException if it refuses to be asked
     */
    Map<String, Long> unread(ConnectorConfig connector);
}
