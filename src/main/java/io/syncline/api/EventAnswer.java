package io.syncline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.syncline.ledger.EventDetail;
import io.syncline.ledger.EventDetail.Attempt;
import io.syncline.ledger.EventDetail.Removed;
import io.syncline.ledger.EventDetail.Seen;
import io.syncline.ledger.EventDetail.Sighted;
import io.syncline.ledger.EventView;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An event as lists show it, with its payload, sightings and, in place of their number, its attempts.
 *
 * @param payload the raw item; null where it was not kept, or the caller may not see it
 * @param payloadRemoved when it was taken out, and whether by an erasure, never-log or the connector's retention; else null
 * @param moreSightings how many are left out
 */
public record EventAnswer(
        @JsonUnwrapped @JsonIgnoreProperties("attempts") EventView event,
        Payload payload,
        Removed payloadRemoved,
        List<Attempt> attempts,
        List<Sighting> sightings,
        long moreSightings) {
    private static final Pattern TEXT = Pattern.compile(
            "(text/.*|message/.*|application/(.*\\+)?(json|xml)|application/x-www-form-urlencoded)(;.*)?");

    /** The raw item: as text where it is one in UTF-8, else in Base64. The other one is null. */
    public record Payload(String contentType, String text, String base64) {}

    /**
     * One place where the item was seen.
     *
     * @param payload what came there, where its content differed from the event's; else null, as it is where it was not
     *     kept, where the newer ones have 32 MiB together, or for a caller who may not see it
     */
    public record Sighting(@JsonUnwrapped Seen seen, Payload payload) {}

    public static EventAnswer of(EventDetail detail, boolean withPayload) {
        return new EventAnswer(
                detail.event(),
                payload(withPayload, detail.contentType(), detail.payload()),
                detail.payloadRemoved(),
                detail.attempts(),
                detail.sightings().stream()
                        .map(sighted -> sighting(sighted, withPayload))
                        .toList(),
                detail.moreSightings());
    }

    private static Sighting sighting(Sighted sighted, boolean withPayload) {
        return new Sighting(sighted.seen(), payload(withPayload, sighted.contentType(), sighted.payload()));
    }

    private static Payload payload(boolean wanted, String contentType, byte[] bytes) {
        return wanted && bytes != null ? payload(contentType, bytes) : null;
    }

    static Payload payload(String contentType, byte[] bytes) {
        if (TEXT.matcher(contentType.toLowerCase(Locale.ROOT)).matches()) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return new Payload(contentType, text, null);
            } catch (CharacterCodingException notUtf8) {
                // Shown as bytes, like what claims to be no text.
            }
        }
        return new Payload(contentType, null, Base64.getEncoder().encodeToString(bytes));
    }
}
