package io.syncline.source.mail;

import java.util.regex.Pattern;

/** Makes text fit to be kept and compared. */
final class Texts {
    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\u00A0]+");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n{4,}");

    private Texts() {}

    /** Without what PostgreSQL refuses in text and jsonb: NUL and halves of surrogate pairs. */
    static String storable(String text) {
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else {
                clean.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return clean.toString();
    }

    /** One line, its runs of white space and control characters made one space each. */
    static String line(String text) {
        return SPACE.matcher(storable(text)).replaceAll(" ").strip();
    }

    /** Lines ended by a line feed, none with white space at its end. */
    static String paragraphs(String text) {
        String lines = storable(text).replace("\r\n", "\n").replace('\r', '\n');
        return BLANK_LINES
                .matcher(withoutSpaceAtLineEnds(lines))
                .replaceAll("\n\n\n")
                .strip();
    }

    /** Not by a pattern: one looks ahead from each space, which in a line of nothing else is the square of its length. */
    private static StringBuilder withoutSpaceAtLineEnds(String lines) {
        var trimmed = new StringBuilder(lines.length());
        for (int i = 0; i < lines.length(); i++) {
            char c = lines.charAt(i);
            if (c == '\n') {
                int end = trimmed.length();
                while (end > 0 && " \t\u00A0".indexOf(trimmed.charAt(end - 1)) >= 0) {
                    end--;
                }
                trimmed.setLength(end);
            }
            trimmed.append(c);
        }
        return trimmed;
    }

    /** At most {@code most} characters, never half a surrogate pair. */
    static String bounded(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
