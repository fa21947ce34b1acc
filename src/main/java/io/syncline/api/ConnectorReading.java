package io.syncline.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.operation.ConnectorState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a connector has verifiably read, so that a person can tell what is not read yet from what never arrived.
 *
 * @param checkpoint by folder or calendar; empty for a source that calls by itself
 * @param lastSuccess of a polled source the last read that went through, of another the last delivery, or null
 * @param unread items that the source had beyond the checkpoint at that read
 * @param meaning of all this for an item that was not found
 */
public record ConnectorReading(
        String id,
        String type,
        String owner,
        ConnectorState state,
        @Schema(type = SchemaType.OBJECT) Map<String, JsonNode> checkpoint,
        Instant lastSuccess,
        long unread,
        String lastError,
        String meaning) {
    static ConnectorReading of(ConnectorAnswer connector, boolean pulls) {
        return new ConnectorReading(
                connector.id(),
                connector.type(),
                connector.owner(),
                connector.state(),
                connector.checkpoint(),
                connector.lastSuccess(),
                connector.lag().items(),
                connector.lastError(),
                pulls ? polled(connector) : called(connector));
    }

    private static String polled(ConnectorAnswer connector) {
        if (connector.lastSuccess() == null) {
            return "it has never read its source to the end: the item may be there, not read yet";
        }
        String until = "what its source had at " + seconds(connector.lastSuccess());
        if (connector.lag().items() > 0) {
            return "of " + until + ", " + connector.lag().items() + " items are not read yet: it may be among them";
        }
        return switch (connector.state()) {
            case HEALTHY, LAGGING -> until + " is read: an item that came earlier never arrived there";
            case FAILING, SILENT, STOPPED ->
                until + " is read, and nothing since, as it is "
                        + connector.state().word() + ": a later item is not read yet";
        };
    }

    private static String called(ConnectorAnswer connector) {
        String last = connector.lastSuccess() == null
                ? "its source has never called"
                : "its source called last at " + seconds(connector.lastSuccess());
        String taken = connector.state() == ConnectorState.STOPPED
                ? ", and it is stopped: what the source sends is refused"
                : ": what it did not send was not seen";
        return last + taken;
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
