package io.syncline.source.mail;

import io.syncline.event.Address;
import io.syncline.event.Addresses;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where a mail lay: what the mailbox says of it beside its bytes.
 *
 * @param mailbox the mailbox's own address, if its user name is one
 * @param internalDate when the server took the mail
 * @param cutTo how many bytes of a very large mail were read; empty: all of them
 */
record MailContext(String folder, Optional<Address> mailbox, Instant internalDate, Optional<Integer> cutTo) {
    static final String CONTENT_TYPE = "message/rfc822";

    private static final String FOLDER = "folder";
    private static final String MAILBOX = "mailbox";
    private static final String INTERNAL_DATE = "internalDate";
    private static final String CUT_TO = "cutTo";

    /**
     * @throws PermanentSyncException if the delivery says nothing that an IMAP connector writes
     */
    static MailContext of(Delivery delivery) {
        var context = delivery.context();
        return new MailContext(
                context.getOrDefault(FOLDER, ""),
                Addresses.email(context.get(MAILBOX)),
                Optional.ofNullable(context.get(INTERNAL_DATE))
                        .map(MailContext::instant)
                        .orElse(delivery.receivedAt()),
                Optional.ofNullable(context.get(CUT_TO)).map(Integer::valueOf));
    }

    static Map<String, String> whole(String folder, String mailbox, Instant internalDate) {
        return Map.of(FOLDER, folder, MAILBOX, mailbox, INTERNAL_DATE, internalDate.toString());
    }

    /** Of a mail of {@code size} bytes, of which {@code read} were read. */
    static Map<String, String> cut(String folder, String mailbox, Instant internalDate, long size, int read) {
        return Map.of(
                FOLDER,
                folder,
                MAILBOX,
                mailbox,
                INTERNAL_DATE,
                internalDate.toString(),
                "size",
                Long.toString(size),
                CUT_TO,
                Integer.toString(read));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new PermanentSyncException("the internal date is " + text + ", expected an ISO-8601 instant", e);
        }
    }
}
