package io.syncline.source.payload;

import java.util.regex.Pattern;

/** Makes text of strangers fit to be kept. */
public final class Texts {
    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\u00A0]+");

    private Texts() {}

    /** Without what PostgreSQL refuses in text and jsonb: NUL and halves of surrogate pairs. */
    public static String storable(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean storable = point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
            clean.appendCodePoint(storable ? point : REPLACEMENT);
        });
        return clean.toString();
    }

    /** One line of at most {@code most} characters. */
    public static String line(String text, int most) {
        return bounded(SPACE.matcher(storable(text)).replaceAll(" ").strip(), most);
    }

    /** Lines ended by a line feed, at most {@code most} characters. */
    public static String lines(String text, int most) {
        return bounded(storable(text).replace("\r\n", "\n").replace('\r', '\n').strip(), most);
    }

    private static String bounded(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
