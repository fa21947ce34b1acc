package io.syncline.source.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** A body that a form sent: its fields in their order, files left out. */
public final class FormBody {
    static final int MOST_FIELDS = 1_000;

    private FormBody() {}

    /** One field as the form had it. */
    public record Field(String name, String value) {}

    /**
     * The fields by name; those of one name are one text, separated by commas.
     *
     * @throws PermanentSyncException if the payload is no form
     */
    public static ObjectNode read(Delivery delivery) {
        Media media = Media.of(delivery.contentType());
        List<Field> fields = media.type().equals(Media.MULTIPART)
                ? MultipartForm.read(delivery, media.charset())
                : urlEncoded(new String(delivery.payload(), media.charset()), media.charset());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Field field : fields) {
            String before = node.path(field.name()).asText("");
            node.put(field.name(), before.isEmpty() ? field.value() : before + ", " + field.value());
        }
        return node;
    }

    /**
     * The fields of {@code application/x-www-form-urlencoded} text.
     *
     * @throws PermanentSyncException if it has a percent sign that encodes nothing, or fields without number
     */
    public static List<Field> urlEncoded(String text, Charset charset) {
        var fields = new ArrayList<Field>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('&', start);
            String pair = text.substring(start, end < 0 ? text.length() : end);
            if (!pair.isEmpty()) {
                fields.add(field(pair, charset));
                bounded(fields.size());
            }
            start += pair.length() + 1;
        }
        return fields;
    }

    /** Checked while they are read: each takes many times the memory of the byte or two that it takes to send it. */
    static void bounded(int fields) {
        if (fields > MOST_FIELDS) {
            throw new PermanentSyncException("the form has too many fields; expected at most " + MOST_FIELDS);
        }
    }

    private static Field field(String pair, Charset charset) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        return new Field(decoded(name, charset), decoded(value, charset));
    }

    private static String decoded(String text, Charset charset) {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException bad) {
            throw new PermanentSyncException(
                    "the form has a bad percent sequence; expected two hexadecimal digits after it");
        }
    }
}
