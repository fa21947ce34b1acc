package io.syncline.source.mail;

import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns the bytes of a mail into characters; a missing, unknown or wrong charset costs characters, never the mail. */
final class Charsets {
    /** A superset of ISO-8859-1, which is what most mails without or with a wrong charset are in. */
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** As browsers do (WHATWG Encoding): these labels mean windows-1252. */
    private static final Set<String> WESTERN_LABELS = Set.of("us-ascii", "iso-8859-1");

    private Charsets() {}

    /** The charset that a mail names; empty when it names none, or one that is not known. */
    static Optional<Charset> named(String name) {
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        try {
            var charset = Charset.forName(MimeUtility.javaCharset(name.strip()));
            return WESTERN_LABELS.contains(charset.name().toLowerCase(Locale.ROOT))
                    ? Optional.empty()
                    : Optional.of(charset);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Decodes by the named charset if the bytes are of it, else by UTF-8 if they are of that, else as well as may be. */
    static String decode(byte[] bytes, Optional<Charset> named) {
        return named.flatMap(charset -> strictly(bytes, charset))
                .or(() -> strictly(bytes, StandardCharsets.UTF_8))
                .orElseGet(() -> new String(bytes, named.orElse(WESTERN)));
    }

    /**
     * A header's characters: the parser hands over one character a byte, and mail systems write UTF-8 (RFC 6532) and
     * local charsets there.
     */
    static String header(String raw) {
        boolean eightBit = raw.chars().anyMatch(c -> c > 0x7F);
        boolean bytes = raw.chars().allMatch(c -> c <= 0xFF);
        return eightBit && bytes ? decode(raw.getBytes(StandardCharsets.ISO_8859_1), Optional.empty()) : raw;
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            var decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException | UnsupportedOperationException notThisOne) {
            return Optional.empty();
        }
    }
}
