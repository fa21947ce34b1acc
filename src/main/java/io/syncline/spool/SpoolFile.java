package io.syncline.spool;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One spooled request. Its name says what a start needs to know of it without reading it.
 *
 * @param sequence its place in the order; microseconds since 1970 unless another had that place
 * @param connector the connector whose webhook it is
 * @param deliveries how many it holds
 * @param bytes its size on disk
 */
public record SpoolFile(long sequence, String connector, int deliveries, long bytes) {
    private static final Pattern NAME = Pattern.compile("(\\d{19})-([a-z0-9-]+)-(\\d{1,9})\\.spool");

    /** The file of a name and size; empty when it is not a spooled request. */
    static Optional<SpoolFile> of(String name, long bytes) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new SpoolFile(
                        Long.parseLong(parts.group(1)), parts.group(2), Integer.parseInt(parts.group(3)), bytes))
                : Optional.empty();
    }

    String name() {
        return String.format(Locale.ROOT, "%019d-%s-%d.spool", sequence, connector, deliveries);
    }

    SpoolFile at(long otherSequence) {
        return new SpoolFile(otherSequence, connector, deliveries, bytes);
    }
}
