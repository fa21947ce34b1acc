package io.syncline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.syncline.ledger.EventDetail;
import io.syncline.ledger.EventDetail.Attempt;
import io.syncline.ledger.EventDetail.Seen;
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
 */
public record EventAnswer(
        @JsonUnwrapped @JsonIgnoreProperties("attempts") EventView event,
        Payload payload,
        List<Attempt> attempts,
        List<Seen> sightings) {
    private static final Pattern TEXT = Pattern.compile(
            "(text/.*|message/.*|application/(.*\\+)?(json|xml)|application/x-www-form-urlencoded)(;.*)?");

    /** The raw item: as text where it is one in UTF-8, else in Base64. The other one is null. */
    public record Payload(String contentType, String text, String base64) {}

    static EventAnswer of(EventDetail detail, boolean withPayload) {
        Payload payload =
                withPayload && detail.payload() != null ? payload(detail.contentType(), detail.payload()) : null;
        return new EventAnswer(detail.event(), payload, detail.attempts(), detail.sightings());
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
