package io.syncline.source.mail;

import io.syncline.event.Address;
import io.syncline.event.Hashes;
import io.syncline.event.Participant;
import io.syncline.event.PermanentSyncException;
import io.syncline.source.mime.KnownHeaders;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A mail, read: what its headers and its parts say. */
record Mail(Headers headers, List<Participant> participants, MimeContent content) {
    private static final List<String> SIGNS = List.of("From", "Sender", "To", "Cc", "Bcc", "Date", "Message-ID");
    private static final int MOST_PARTICIPANTS = 2000;
    private static final int MOST_DATES = 50;

    Mail {
        participants = List.copyOf(participants);
    }

    /**
     * @param cut whether the bytes end before the mail does
     * @throws PermanentSyncException if nothing in it tells who wrote to whom, when, or under which id
     */
    static Mail parse(byte[] bytes, boolean cut) {
        try {
            int start = 0;
            while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
                start++;
            }
            var in = new SharedByteArrayInputStream(bytes, start, bytes.length - start);
            var message = new Message(in);
            var headers = Headers.of(message);
            if (SIGNS.stream().noneMatch(headers::has)) {
                throw new PermanentSyncException("not a mail: none of the headers " + String.join(", ", SIGNS)
                        + " in its " + bytes.length + " bytes; expected at least one");
            }
            return new Mail(headers, participants(headers), MimeContent.of(message, cut));
        } catch (MessagingException e) {
            throw new PermanentSyncException(
                    "not a mail that can be parsed: " + e.getClass().getSimpleName() + "; expected RFC 5322", e);
        }
    }

    private static List<Participant> participants(Headers headers) {
        var all = new ArrayList<Participant>();
        var from = headers.participants("From", "from", MOST_PARTICIPANTS);
        all.addAll(from.isEmpty() ? headers.participants("Sender", "from", MOST_PARTICIPANTS) : from);
        for (String role : List.of("to", "cc", "bcc")) {
            all.addAll(headers.participants(role, role, MOST_PARTICIPANTS - all.size()));
        }
        return all;
    }

    List<Address> addresses(String role) {
        return participants.stream()
                .filter(participant -> participant.role().equals(role) && participant.address() != null)
                .map(Participant::address)
                .toList();
    }

    Optional<String> messageId() {
        return headers.all("Message-ID").stream()
                .flatMap(header -> MessageIds.canonical(header).stream())
                .findFirst();
    }

    Optional<Instant> dated() {
        return headers.all("Date").stream()
                .limit(MOST_DATES)
                .flatMap(header -> MailDates.parse(header).stream())
                .findFirst();
    }

    /** When it entered the mail system, by the hop nearest to its writer: the one that all copies share. */
    Optional<Instant> firstReceived() {
        var hops = headers.all("Received");
        return hops.subList(Math.max(hops.size() - MOST_DATES, 0), hops.size()).stream()
                .flatMap(header -> MailDates.received(header).stream())
                .reduce((later, earlier) -> earlier);
    }

    /**
     * What the mail says, however it came here: all copies of a mail, the sender's and the receivers', have the same.
     * Hence without transport headers, and without Bcc, which the sender's copy alone has.
     */
    String contentHash() {
        var fields = new ArrayList<String>();
        for (String role : List.of("from", "to", "cc")) {
            fields.add(role);
            addresses(role).forEach(address -> fields.add(address.value()));
        }
        fields.add("subject");
        fields.add(headers.text("Subject").orElse(null));
        fields.add(dated().map(date -> Long.toString(date.getEpochSecond())).orElse(null));
        fields.add(content.text());
        for (Attachment attachment : content.attachments()) {
            fields.add(attachment.name());
            fields.add(attachment.size().map(size -> Long.toString(size)).orElse(null));
        }
        return Hashes.sha256(fields);
    }

    /** Without a session, whose making reads files and would take longer than the mail. */
    private static final class Message extends MimeMessage {
        Message(InputStream bytes) throws MessagingException {
            super(null, bytes);
        }

        @Override
        protected InternetHeaders createInternetHeaders(InputStream bytes) throws MessagingException {
            return KnownHeaders.read(bytes);
        }
    }
}
