package io.syncline.source.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decodes RFC 2047 encoded words as mailers really write them: inside quotes, next to each other, characters torn apart
 * between two words, of charsets that do not exist. What cannot be decoded stays as it stands.
 */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s*]+)(?:\\*[^?\\s]*)?\\?([bBqQ])\\?([^?]*)\\?=");
    private static final Pattern NO_DIGIT = Pattern.compile("[^A-Za-z0-9+/]");
    private static final int LONGEST = 64 * 1024;

    private EncodedWords() {}

    static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        var decoded = new StringBuilder();
        var run = new Run();
        var words = WORD.matcher(Texts.bounded(text, LONGEST));
        int end = 0;
        while (words.find()) {
            String between = text.substring(end, words.start());
            boolean adjacent = run.charset != null && between.isBlank();
            if (!adjacent || !run.charset.equals(words.group(1).toLowerCase(Locale.ROOT))) {
                run.endInto(decoded);
            }
            decoded.append(adjacent ? "" : between);
            run.add(words.group(1), words.group(2), words.group(3), words.group());
            end = words.end();
        }
        run.endInto(decoded);
        return decoded.append(text, end, text.length()).toString();
    }

    /** Words of one charset that follow one another: their bytes are joined before they become characters. */
    private static final class Run {
        private String charset;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void add(String wordCharset, String encoding, String encoded, String whole) {
            charset = wordCharset.toLowerCase(Locale.ROOT);
            byte[] octets = encoding.equalsIgnoreCase("b") ? base64(encoded) : quoted(encoded);
            boolean undecodable = octets.length == 0 && !encoded.isBlank();
            bytes.writeBytes(undecodable ? whole.getBytes(StandardCharsets.UTF_8) : octets);
        }

        void endInto(StringBuilder decoded) {
            if (charset != null) {
                decoded.append(Charsets.decode(bytes.toByteArray(), Charsets.named(charset)));
                bytes.reset();
                charset = null;
            }
        }
    }

    /** Padding is left out or wrong so often that nothing is made of it. */
    private static byte[] base64(String encoded) {
        String digits = encoded.replace("=", "");
        try {
            return Base64.getMimeDecoder().decode(digits);
        } catch (IllegalArgumentException oneDigitTooMany) {
            return Base64.getMimeDecoder()
                    .decode(NO_DIGIT.matcher(digits).replaceAll("").replaceFirst(".$", ""));
        }
    }

    /** The Q encoding (RFC 2047, 4.2); an equals sign that encodes nothing stays. */
    private static byte[] quoted(String encoded) {
        byte[] text = encoded.replace('_', ' ').getBytes(StandardCharsets.UTF_8);
        var octets = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            int high = text[i] == '=' && i + 2 < text.length ? Character.digit(text[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text[i + 2], 16);
            octets.write(low < 0 ? text[i] : high << 4 | low);
            i += low < 0 ? 0 : 2;
        }
        return octets.toByteArray();
    }
}
