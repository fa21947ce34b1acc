package io.syncline.source.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.StreamProvider;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the bytes of a part are written for the way (RFC 2045, 6). */
public final class TransferEncoding {
    /** Looked up once: Jakarta Mail does it for every stream, which takes longer than to read a mail. */
    static final StreamProvider STREAMS = StreamProvider.provider();

    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");

    private TransferEncoding() {}

    /** The word of the header in lower case, whatever stands around it; binary where there is none. */
    public static String of(MimePart part) throws MessagingException {
        String header = part.getHeader("Content-Transfer-Encoding", null);
        if (header == null) {
            return "binary";
        }
        String text = COMMENT.matcher(header).replaceAll("").strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < text.length() && "\"; \t\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }

    /** The bytes as they were meant; of an encoding that nobody knows as they stand. */
    public static InputStream decoded(InputStream raw, String encoding) {
        return switch (encoding) {
            case "base64" -> STREAMS.inputBase64(raw);
            case "quoted-printable" -> new QuotedPrintable(raw);
            case "uuencode", "x-uuencode", "x-uue" -> STREAMS.inputUU(raw);
            default -> raw;
        };
    }
}
