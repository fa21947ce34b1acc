package io.syncline.source.mail;

import io.syncline.source.mime.Multipart;
import io.syncline.source.mime.TransferEncoding;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.SharedInputStream;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;

/** The bytes and the children of MIME parts. Decoding that fails gives what can still be had. */
final class MimeParts {
    private MimeParts() {}

    /** At most {@code most} decoded bytes; of an unknown or broken transfer encoding the bytes as they stand. */
    static byte[] bytes(MimePart part, int most) throws MessagingException, IOException {
        String encoding = TransferEncoding.of(part);
        try (var in = TransferEncoding.decoded(raw(part), encoding)) {
            return in.readNBytes(most);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            try (var in = raw(part)) {
                byte[] raw = in.readNBytes(most);
                return encoding.equals("base64") ? base64(raw) : raw;
            }
        }
    }

    /** The size of the decoded content. */
    static long size(MimePart part) throws MessagingException, IOException {
        try (var in = TransferEncoding.decoded(raw(part), TransferEncoding.of(part))) {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            try (var in = raw(part)) {
                return in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /** At most so many parts of a multipart. Its type is the repaired one, so that a broken header does not hide them. */
    static List<MimeBodyPart> children(MimePart part, MediaType type, int most) throws MessagingException, IOException {
        InputStream content = TransferEncoding.of(part).equals("base64")
                ? new SharedByteArrayInputStream(bytes(part, Integer.MAX_VALUE))
                : raw(part);
        return Multipart.parts((SharedInputStream) content, type.parameter("boundary"), most);
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
}
