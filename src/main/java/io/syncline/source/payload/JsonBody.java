package io.syncline.source.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** A body of JSON. Two fields of one name, bad bytes and anything after the end make it unreadable. */
public final class JsonBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /**
     * @throws PermanentSyncException if the payload is no JSON object
     */
    public static Fields read(Delivery delivery) {
        String text = text(delivery.payload(), Media.of(delivery.contentType()).charset());
        return Fields.of(parse(text));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException bad) {
            var at = bad.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            // Without the cause, whose message quotes the payload.
            throw new PermanentSyncException("the body is not JSON" + place + "; expected a JSON object (RFC 8259)");
        }
    }

    private static String text(byte[] bytes, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException | UnsupportedOperationException bad) {
            throw new PermanentSyncException("the body has bytes that are not " + charset + "; expected UTF-8");
        }
    }
}
