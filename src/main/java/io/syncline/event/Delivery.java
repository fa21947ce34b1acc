package io.syncline.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * One delivery of a source item, as it came: with {@code context}, all that is needed to translate it again later.
 *
 * @param connector the connector's id
 * @param location where exactly it was seen, unique within the connector: folder, UIDVALIDITY and UID; calendar, event id
 *     and etag; the id of a webhook delivery. The same location again is the same sighting
 * @param contentType the media type of {@code payload}
 * @param payload the bytes of the source, unchanged
 * @param context what the source said beside the payload and translation needs, such as the folder or the calendar;
 *     no secrets
 * @param receivedAt when Syncline took it
 */
@SuppressWarnings("ArrayRecordComponent") // deliveries are never compared
public record Delivery(
        String connector,
        String location,
        String contentType,
        byte[] payload,
        Map<String, String> context,
        Instant receivedAt) {
    public Delivery {
        requireNonNull(connector);
        requireNonNull(location);
        requireNonNull(contentType);
        requireNonNull(payload);
        context = Map.copyOf(context);
        requireNonNull(receivedAt);
    }

    /** Names the delivery without its content, so that it can stand in a log. */
    @Override
    public String toString() {
        return "Delivery[" + connector + ", " + contentType + ", " + payload.length + " bytes]";
    }
}
