package io.syncline.paging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page ended: the sort key and the id of its last row. To callers it is an opaque text.
 *
 * @param key a text, an instant or a number by which the list is sorted
 */
public record Cursor(String key, UUID id) {
    private static final int ID_LENGTH = 36;
    /** PostgreSQL's time begins and ends in these years. */
    private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("+294276-12-31T00:00:00Z");

    public static Cursor of(Instant key, UUID id) {
        return new Cursor(key.toString(), id);
    }

    /** Empty for the first page. */
    public static Optional<Cursor> parse(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            UUID id = UUID.fromString(plain.substring(0, ID_LENGTH));
            return Optional.of(new Cursor(plain.substring(ID_LENGTH), id));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new InvalidCursorException(e);
        }
    }

    /** The key of a list that is sorted by time. */
    public Instant instant() {
        try {
            Instant time = Instant.parse(key);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new DateTimeException("no row has the time " + time);
            }
            return time;
        } catch (DateTimeException e) {
            throw new InvalidCursorException(e);
        }
    }

    /** The key of a list that is sorted by a number. */
    public long number() {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw new InvalidCursorException(e);
        }
    }

    /** The text that a caller hands back. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + key).getBytes(StandardCharsets.UTF_8));
    }
}
