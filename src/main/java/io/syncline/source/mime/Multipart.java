package io.syncline.source.mime;

import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.SharedInputStream;
import jakarta.mail.util.StreamProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a multipart (RFC 2046, 5.1). Jakarta Mail finds them; that it spends no more on them than an honest sender
 * can mean, whatever the number of parts and headers and the length of the boundary, is seen to here.
 */
public final class Multipart {
    /** RFC 2046, 5.1.1 allows 70. The search prepares for it in the square of its length. */
    private static final int LONGEST_BOUNDARY = 250;

    private Multipart() {}

    /**
     * @param boundary as the Content-Type says; empty: the first line that looks like one
     * @param most parts that are wanted; the others are left out
     * @throws MessagingException if no parts can be found
     */
    public static List<MimeBodyPart> parts(SharedInputStream content, Optional<String> boundary, int most)
            throws MessagingException {
        String between = boundary.filter(named -> !named.isBlank())
                .or(() -> firstBoundary(content.newStream(0, -1)))
                .filter(found -> found.length() <= LONGEST_BOUNDARY)
                .orElseThrow(() -> new MessagingException("no boundary of at most " + LONGEST_BOUNDARY));
        var multipart = new Limited(new Content(content, between), most);
        var parts = new ArrayList<MimeBodyPart>();
        for (int i = 0; i < Math.min(multipart.getCount(), most); i++) {
            parts.add((MimeBodyPart) multipart.getBodyPart(i));
        }
        return parts;
    }

    private static Optional<String> firstBoundary(InputStream content) {
        try {
            var line = new StringBuilder();
            for (int c = content.read(); ; c = content.read()) {
                boolean end = c < 0 || c == '\n' || c == '\r';
                if (end && isBoundary(line.toString().stripTrailing())) {
                    return Optional.of(line.substring(2).stripTrailing());
                }
                if (c < 0) {
                    return Optional.empty();
                }
                if (end) {
                    line.setLength(0);
                } else if (line.length() <= LONGEST_BOUNDARY + 2) {
                    line.append((char) c);
                }
            }
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }

    /** Two dashes and something; a line of dashes alone is a ruler. */
    private static boolean isBoundary(String line) {
        return line.startsWith("--")
                && line.length() <= LONGEST_BOUNDARY + 2
                && line.chars().anyMatch(c -> c != '-');
    }

    /** Keeps the parts that are wanted; all others are one and the same that holds nothing. */
    private static final class Limited extends MimeMultipart {
        private final int most;
        private final MimeBodyPart nothing = new MimeBodyPart();
        private int found;

        Limited(DataSource content, int most) throws MessagingException {
            super(content);
            this.most = most;
        }

        @Override
        protected MimeBodyPart createMimeBodyPart(InputStream content) throws MessagingException {
            return found++ < most ? new BodyPart(content) : nothing;
        }

        @Override
        protected StreamProvider getStreamProvider() {
            return TransferEncoding.STREAMS;
        }
    }

    private static final class BodyPart extends MimeBodyPart {
        BodyPart(InputStream part) throws MessagingException {
            headers = KnownHeaders.read(part);
            var shared = (SharedInputStream) part;
            contentStream = shared.newStream(shared.getPosition(), -1);
        }
    }

    private record Content(SharedInputStream content, String boundary) implements DataSource {
        @Override
        public InputStream getInputStream() {
            return content.newStream(0, -1);
        }

        @Override
        public String getContentType() {
            return "multipart/mixed; boundary=\"" + boundary.replaceAll("([\"\\\\])", "\\\\$1") + "\"";
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("what was received is only read");
        }

        @Override
        public String getName() {
            return "";
        }
    }
}
