package io.syncline.source.payload;

import io.syncline.event.PermanentSyncException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A Content-Type header, taken as far as it can be read.
 *
 * @param type in lower case, such as {@code application/json}; empty when there is none
 */
public record Media(String type, Charset charset) {
    public static final String FORM = "application/x-www-form-urlencoded";
    public static final String MULTIPART = "multipart/form-data";

    /**
     * @throws PermanentSyncException if it names a charset that Java does not know
     */
    public static Media of(String contentType) {
        try {
            var parsed = new ContentType(contentType);
            return new Media(parsed.getBaseType().toLowerCase(Locale.ROOT), charset(parsed.getParameter("charset")));
        } catch (ParseException malformed) {
            return new Media(type(contentType), StandardCharsets.UTF_8);
        }
    }

    /** The media type alone, whatever its parameters are. */
    public static String type(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a body of this type is a form, as a page sends it. */
    public boolean isForm() {
        return type.equals(FORM) || type.equals(MULTIPART);
    }

    private static Charset charset(String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name.strip());
        } catch (IllegalArgumentException unknown) {
            throw new PermanentSyncException("the Content-Type names an unknown charset; expected UTF-8");
        }
    }
}
