package io.syncline.source.mail;

import static org.awaitility.Awaitility.await;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.stream.Stream;

/** A mail client of a person, for tests: puts mails into a mailbox and looks at their flags. */
final class Mailboxes implements AutoCloseable {
    private final Session session = Session.getInstance(new Properties());
    private final Store store;

    Mailboxes(int port, String connector) throws MessagingException {
        store = session.getStore("imap");
        store.connect("127.0.0.1", port, MailServer.user(connector), MailServer.PASSWORD);
    }

    /** Makes a folder anew and empty, under another UIDVALIDITY: that of GreenMail is the second of its making. */
    void fresh(String name) throws MessagingException {
        Folder folder = store.getFolder(name);
        if (folder.exists()) {
            long before = uidValidity(folder);
            await().until(() -> {
                folder.delete(true);
                folder.create(Folder.HOLDS_MESSAGES);
                return uidValidity(folder) != before;
            });
        } else {
            folder.create(Folder.HOLDS_MESSAGES);
        }
    }

    private static long uidValidity(Folder folder) throws MessagingException {
        folder.open(Folder.READ_ONLY);
        try {
            return ((UIDFolder) folder).getUIDValidity();
        } finally {
            folder.close(false);
        }
    }

    void clear(String name) throws MessagingException {
        Folder folder = store.getFolder(name);
        folder.open(Folder.READ_WRITE);
        for (Message message : folder.getMessages()) {
            message.setFlag(Flags.Flag.DELETED, true);
        }
        folder.close(true);
    }

    void put(String name, String... mails) throws MessagingException {
        put(name, Instant.parse("2026-03-01T10:00:00Z"), mails);
    }

    void put(String name, Instant arrived, String... mails) throws MessagingException {
        Folder folder = store.getFolder(name);
        for (String mail : mails) {
            var bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            folder.appendMessages(new Message[] {new Arrived(session, bytes, arrived)});
        }
    }

    /** Removes mails for good, by their numbers from 1. */
    void remove(String name, int from, int to) throws MessagingException {
        Folder folder = store.getFolder(name);
        folder.open(Folder.READ_WRITE);
        folder.setFlags(from, to, new Flags(Flags.Flag.DELETED), true);
        folder.close(true);
    }

    void read(String name, int number) throws MessagingException {
        Folder folder = store.getFolder(name);
        folder.open(Folder.READ_WRITE);
        folder.getMessage(number).setFlag(Flags.Flag.SEEN, true);
        folder.close(false);
    }

    /** The flags of all mails, in the order of the folder. */
    String flags(String name) throws MessagingException {
        Folder folder = store.getFolder(name);
        folder.open(Folder.READ_ONLY);
        var flags = new StringBuilder();
        for (Message message : folder.getMessages()) {
            flags.append(message.isSet(Flags.Flag.SEEN) ? "S" : "-");
        }
        folder.close(false);
        return flags.toString();
    }

    static String mail(String id, String... headers) {
        return "From: Bob <bob@customer.example>\nTo: alice@acme.example\nSubject: " + id + "\nMessage-ID: <" + id
                + ">\nDate: Sun, 1 Mar 2026 10:00:00 +0000\n"
                + Stream.of(headers).map(header -> header + "\n").reduce("", String::concat) + "\nHello\n";
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }

    /** A mail with a date of arrival, which IMAP's APPEND takes along. */
    private static final class Arrived extends MimeMessage {
        private final Instant arrived;

        Arrived(Session session, byte[] bytes, Instant arrived) throws MessagingException {
            super(session, new ByteArrayInputStream(bytes));
            this.arrived = arrived;
        }

        @Override
        public Date getReceivedDate() {
            return Date.from(arrived);
        }
    }
}
