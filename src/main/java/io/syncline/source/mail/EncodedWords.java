package io.syncline.source.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decodes RFC 2047 encoded words as mailers really write them: inside quotes, next to each other, characters torn apart
 * between two words, of charsets that do not exist. What cannot be decoded stays as it stands.
 */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s*]+)(?:\\*[^?\\s]*)?\\?([bBqQ])\\?([^?]*)\\?=");
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
            byte[] ascii = encoded.getBytes(StandardCharsets.UTF_8);
            String transfer = encoding.equalsIgnoreCase("b") ? "base64" : "quoted-printable";
            byte[] readable = encoding.equalsIgnoreCase("b")
                    ? ascii
                    : encoded.replace('_', ' ').getBytes(StandardCharsets.UTF_8);
            try (var in = MimeUtility.decode(new ByteArrayInputStream(guarded(readable, transfer)), transfer)) {
                bytes.writeBytes(in.readAllBytes());
            } catch (IOException | MessagingException undecodable) {
                bytes.writeBytes(whole.getBytes(StandardCharsets.UTF_8));
            }
        }

        /** The quoted-printable decoder takes spaces at the end of its input for padding; in a word they are meant. */
        private static byte[] guarded(byte[] encoded, String transfer) {
            return transfer.equals("base64") || encoded.length == 0 || encoded[encoded.length - 1] != ' '
                    ? encoded
                    : (new String(encoded, 0, encoded.length - 1, StandardCharsets.UTF_8) + "=20")
                            .getBytes(StandardCharsets.UTF_8);
        }

        void endInto(StringBuilder decoded) {
            if (charset != null) {
                decoded.append(Charsets.decode(bytes.toByteArray(), Charsets.named(charset)));
                bytes.reset();
                charset = null;
            }
        }
    }
}
