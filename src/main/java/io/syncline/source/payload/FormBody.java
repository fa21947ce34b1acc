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
    private static final int MOST_FIELDS = 1_000;

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
        if (fields.size() > MOST_FIELDS) {
            throw new PermanentSyncException(
                    "the form has " + fields.size() + " fields; expected at most " + MOST_FIELDS);
        }
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
     * @throws PermanentSyncException if it has a percent sign that encodes nothing
     */
    public static List<Field> urlEncoded(String text, Charset charset) {
        var fields = new ArrayList<Field>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.add(new Field(
                        decoded(name, charset),
                        decoded(pair.substring(Math.min(name.length() + 1, pair.length())), charset)));
            }
        }
        return fields;
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
