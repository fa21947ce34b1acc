package io.syncline.source.payload;

import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A body of multipart/form-data (RFC 7578), read by Jakarta Mail. */
final class MultipartForm {
    private MultipartForm() {}

    static List<FormBody.Field> read(Delivery delivery, Charset charset) {
        try {
            var parts = new MimeMultipart(new ByteArrayDataSource(delivery.payload(), delivery.contentType()));
            var fields = new ArrayList<FormBody.Field>();
            for (int i = 0; i < parts.getCount(); i++) {
                var part = parts.getBodyPart(i);
                String[] headers = part.getHeader("Content-Disposition");
                var disposition = headers == null ? null : new ContentDisposition(utf8(headers[0]));
                if (disposition != null
                        && disposition.getParameter("name") != null
                        && disposition.getParameter("filename") == null) {
                    try (InputStream content = part.getInputStream()) {
                        fields.add(new FormBody.Field(
                                disposition.getParameter("name"), new String(content.readAllBytes(), charset)));
                    }
                }
            }
            return fields;
        } catch (MessagingException | IOException bad) {
            throw new PermanentSyncException("the body is not multipart/form-data; expected RFC 7578 with a boundary");
        }
    }

    /** Jakarta Mail takes each byte of a header for a character; browsers write names in UTF-8. */
    private static String utf8(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
