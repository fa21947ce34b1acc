package io.syncline.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.syncline.crm.Fields;
import io.syncline.crm.ValidationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads bodies strictly: amounts to the last digit, no field twice, nothing behind the end. */
@Singleton
class Bodies {
    private final ObjectReader reader;

    @Inject
    Bodies(ObjectMapper json) {
        reader = json.readerFor(JsonNode.class)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * @param shape whose components are the fields that there are
     * @throws ValidationException if the body is no JSON object, or has other fields
     */
    Fields read(byte[] body, Class<? extends Record> shape) {
        return Fields.of(tree(body), shape);
    }

    private JsonNode tree(byte[] body) {
        try {
            return reader.readTree(body);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new ValidationException("", null, "valid JSON; it breaks" + place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
