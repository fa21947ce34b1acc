package io.syncline.source.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;

/** The header fields that somebody here reads; of all the others, and there may be millions, nothing is kept. */
public final class KnownHeaders extends InternetHeaders {
    /** Whoever reads another field adds it here. */
    public static final Set<String> NAMES = Set.of(
            "auto-submitted",
            "bcc",
            "cc",
            "content-disposition",
            "content-transfer-encoding",
            "content-type",
            "date",
            "from",
            "in-reply-to",
            "list-id",
            "message-id",
            "precedence",
            "received",
            "references",
            "return-path",
            "sender",
            "subject",
            "to",
            "x-auto-response-suppress");

    /** Of all names together; an honest mail has some dozens. */
    private static final int MOST_FIELDS = 1_000;

    private int fields;

    private KnownHeaders() {}

    /** Reads up to the empty line, and that. */
    public static KnownHeaders read(InputStream in) throws MessagingException {
        var headers = new KnownHeaders();
        headers.load(in, false);
        return headers;
    }

    /** As it is done above, without looking up who reads lines for each part of a mail again. */
    @Override
    public void load(InputStream in, boolean utf8) throws MessagingException {
        var lines = TransferEncoding.STREAMS.inputLineStream(in, utf8);
        var field = new StringBuilder();
        try {
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                if (line.startsWith(" ") || line.startsWith("\t")) {
                    field.append(field.isEmpty() ? line.strip() : "\r\n" + line);
                } else {
                    addHeaderLine(field.toString());
                    field.setLength(0);
                    field.append(line);
                }
            }
        } catch (IOException e) {
            throw new MessagingException("the headers cannot be read", e);
        }
        addHeaderLine(field.toString());
    }

    @Override
    public void addHeaderLine(String line) {
        int colon = line.indexOf(':');
        boolean known =
                colon > 0 && NAMES.contains(line.substring(0, colon).strip().toLowerCase(Locale.ROOT));
        if (known && fields++ < MOST_FIELDS) {
            super.addHeaderLine(line);
        }
    }
}
