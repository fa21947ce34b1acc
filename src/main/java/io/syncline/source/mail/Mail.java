package io.syncline.source.mail;

import io.syncline.event.Address;
import io.syncline.event.Hashes;
import io.syncline.event.Participant;
import io.syncline.event.PermanentSyncException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A mail, read: what its headers and its parts say. */
record Mail(Headers headers, List<Participant> participants, MimeContent content) {
    private static final List<String> SIGNS = List.of("From", "Sender", "To", "Cc", "Bcc", "Date", "Message-ID");
    private static final int MOST_PARTICIPANTS = 2000;

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
            var message = new MimeMessage(Session.getInstance(new Properties()), in);
            var headers = Headers.of(message);
            if (SIGNS.stream().noneMatch(headers::has)) {
                throw new PermanentSyncException("not a mail: none of the headers " + String.join(", ", SIGNS)
                        + " in its " + headers.fields().size() + " header lines, " + bytes.length + " bytes");
            }
            return new Mail(headers, participants(headers), MimeContent.of(message, cut));
        } catch (MessagingException e) {
            throw new PermanentSyncException(
                    "not a mail that can be parsed: " + e.getClass().getSimpleName(), e);
        }
    }

    private static List<Participant> participants(Headers headers) {
        var all = new ArrayList<Participant>();
        var from = headers.participants("From", "from");
        all.addAll(from.isEmpty() ? headers.participants("Sender", "from") : from);
        all.addAll(headers.participants("To", "to"));
        all.addAll(headers.participants("Cc", "cc"));
        all.addAll(headers.participants("Bcc", "bcc"));
        return all.subList(0, Math.min(all.size(), MOST_PARTICIPANTS));
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
                .flatMap(header -> MailDates.parse(header).stream())
                .findFirst();
    }

    /** When it entered the mail system, by the hop nearest to its writer: the one that all copies share. */
    Optional<Instant> firstReceived() {
        return headers.all("Received").stream()
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
}
