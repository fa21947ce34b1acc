package io.syncline.source.mail;

import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The bytes and the children of MIME parts. Decoding that fails gives what can still be had. */
final class MimeParts {
    private static final int MOST_PARTS = 500;

    private MimeParts() {}

    /** At most {@code most} decoded bytes; of an unknown or broken transfer encoding the bytes as they stand. */
    static byte[] bytes(MimePart part, int most) throws MessagingException, IOException {
        String encoding = encoding(part);
        try (var in = MimeUtility.decode(raw(part), encoding)) {
            return in.readNBytes(most);
        } catch (MessagingException | IOException | IllegalArgumentException broken) {
            try (var in = raw(part)) {
                byte[] raw = in.readNBytes(most);
                return encoding.equals("base64") ? base64(raw) : raw;
            }
        }
    }

    /** The size of the decoded content. */
    static long size(MimePart part) throws MessagingException, IOException {
        try (var in = MimeUtility.decode(raw(part), encoding(part))) {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (MessagingException | IOException | IllegalArgumentException broken) {
            try (var in = raw(part)) {
                return in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** The parts of a multipart; at most so many that a mail made to exhaust its reader does not. */
    static List<MimePart> children(MimePart part, MediaType type) throws MessagingException {
        var multipart = new MimeMultipart(new Multipart(part, type));
        var children = new ArrayList<MimePart>();
        for (int i = 0; i < Math.min(multipart.getCount(), MOST_PARTS); i++) {
            children.add((MimePart) multipart.getBodyPart(i));
        }
        return children;
    }

    private static String encoding(MimePart part) throws MessagingException {
        String header = part.getHeader("Content-Transfer-Encoding", null);
        if (header == null) {
            return "binary";
        }
        String word = header.replaceAll("\\([^()]*\\)", "").strip().toLowerCase(Locale.ROOT);
        return word.replaceAll("[\";\\s].*$", "");
    }

    private static InputStream raw(MimePart part) throws MessagingException {
        return part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream();
    }

    private static byte[] base64(byte[] raw) {
        try {
            return Base64.getMimeDecoder().decode(raw);
        } catch (IllegalArgumentException notBase64) {
            return raw;
        }
    }

    /** A multipart by its repaired type, so that a broken Content-Type header does not hide its parts. */
    private record Multipart(MimePart part, MediaType type) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            try {
                return encoding(part).equals("base64")
                        ? new SharedByteArrayInputStream(bytes(part, Integer.MAX_VALUE))
                        : raw(part);
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        }

        @Override
        public String getContentType() {
            return type.parameter("boundary")
                    .filter(boundary -> !boundary.isBlank())
                    .map(boundary -> type.word() + "; boundary=\"" + boundary.replaceAll("([\"\\\\])", "\\\\$1") + "\"")
                    .orElse(type.word());
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("a mail is only read");
        }

        @Override
        public String getName() {
            return "";
        }
    }
}
