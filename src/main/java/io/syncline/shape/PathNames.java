package io.syncline.shape;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells the name of a field from data in its place (an address, a number, an id, a sentence), of which no more is kept than
 * that it was there.
 */
final class PathNames {
    static final String DATA = "*";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$\\[\\]-]{0,39}");
    private static final int MOST_DIGITS = 2;

    private PathNames() {}

    /** The name, or {@link #DATA} for what may be none. */
    static String folded(String name) {
        boolean plain = name.length() <= 40
                && name.chars().filter(c -> c >= '0' && c <= '9').count() <= MOST_DIGITS
                && NAME.matcher(name).matches();
        return plain ? name : DATA;
    }

    /** A path as a mapping writes it, as the paths that are kept are written. */
    static String foldedPath(String path) {
        return Arrays.stream(path.split("\\.", -1))
                .map(name -> name.endsWith("[]") ? folded(name.substring(0, name.length() - 2)) + "[]" : folded(name))
                .collect(Collectors.joining("."));
    }
}
