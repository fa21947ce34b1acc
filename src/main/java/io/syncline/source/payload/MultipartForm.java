package io.syncline.source.payload;

import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import io.syncline.source.mime.Multipart;
import io.syncline.source.mime.TransferEncoding;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A body of multipart/form-data (RFC 7578). */
final class MultipartForm {
    private MultipartForm() {}

    static List<FormBody.Field> read(Delivery delivery, Charset charset) {
        try {
            var boundary = new ContentType(delivery.contentType()).getParameter("boundary");
            var content = new SharedByteArrayInputStream(delivery.payload());
            var fields = new ArrayList<FormBody.Field>();
            for (MimeBodyPart part :
                    Multipart.parts(content, Optional.ofNullable(boundary), FormBody.MOST_FIELDS + 1)) {
                String header = part.getHeader("Content-Disposition", null);
                var disposition = header == null ? null : new ContentDisposition(utf8(header));
                if (disposition != null
                        && disposition.getParameter("name") != null
                        && disposition.getParameter("filename") == null) {
                    fields.add(new FormBody.Field(disposition.getParameter("name"), text(part, charset)));
                    FormBody.bounded(fields.size());
                }
            }
            return fields;
        } catch (MessagingException | IOException | IndexOutOfBoundsException bad) {
            throw new PermanentSyncException("the body is not multipart/form-data; expected RFC 7578 with a boundary");
        }
    }

    private static String text(MimeBodyPart part, Charset charset) throws MessagingException, IOException {
        try (InputStream content = TransferEncoding.decoded(part.getRawInputStream(), TransferEncoding.of(part))) {
            return new String(content.readAllBytes(), charset);
        }
    }

    /** Jakarta Mail takes each byte of a header for a character; browsers write names in UTF-8. */
    private static String utf8(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
