package io.syncline.shape;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.syncline.source.payload.Media;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes the shape of a mail: the names of its headers and the media types of its parts, by its lines near the start. */
final class MailShape {
    static final String HEADERS = "headers.";
    static final String PARTS = "parts.";

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_LINES = 2_000;
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "(application|audio|font|image|message|model|multipart|text|video)/([a-z][a-z0-9.+-]{0,99})");
    private static final int MOST_DIGITS = 4;
    private static final String CONTENT_TYPE = "content-type";

    private enum Place {
        HEADERS,
        PART_HEADERS,
        CONTENT
    }

    private final PayloadShape shape;
    private Place place = Place.HEADERS;

    MailShape(PayloadShape shape) {
        this.shape = shape;
    }

    void read(byte[] mail) {
        String start = new String(mail, 0, Math.min(mail.length, MOST_BYTES), StandardCharsets.ISO_8859_1);
        start.stripLeading().lines().limit(MOST_LINES).forEach(this::line);
    }

    private void line(String line) {
        if (place == Place.CONTENT) {
            place = line.startsWith("--") ? Place.PART_HEADERS : Place.CONTENT;
        } else if (line.isEmpty()) {
            place = Place.CONTENT;
        } else if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
            header(line);
        }
    }

    private void header(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            return;
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        if (place == Place.HEADERS) {
            // Long values begin on the next line: what is empty here may say something.
            shape.add(HEADERS + PathNames.folded(name), ShapeType.TEXT);
        }
        if (name.equals(CONTENT_TYPE)) {
            shape.add(PARTS + mediaType(value), ShapeType.TEXT);
        }
    }

    private static String mediaType(String header) {
        String type = Media.type(header);
        boolean plain = MEDIA_TYPE.matcher(type).matches()
                && type.chars().filter(Character::isDigit).count() <= MOST_DIGITS;
        return plain ? type : PathNames.DATA;
    }

    /** As paths: all header fields that somebody reads. */
    static Set<PathType> of(Set<String> headers) {
        return headers.stream()
                .map(name -> new PathType(HEADERS + name, ShapeType.TEXT))
                .collect(toUnmodifiableSet());
    }
}
