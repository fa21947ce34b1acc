package io.syncline.faults;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.syncline.database.ServerProcess;
import io.syncline.source.mail.ImapProxy;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;

/** A mailbox with two folders on a real IMAP server, over a wire that can be cut. */
final class Mailbox implements AutoCloseable {
    static final String USER = "alice@acme.example";
    static final String PASSWORD = "mailbox-password";
    static final List<String> FOLDERS = List.of("INBOX", "Sent");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final ImapProxy wire;
    private final int port;
    private final GreenMailUser user;

    Mailbox() throws Exception {
        server.start();
        user = server.setUser(USER, USER, PASSWORD);
        server.getManagers().getImapHostManager().createMailbox(user, "Sent");
        port = ServerProcess.freePort();
        wire = new ImapProxy(port, server.getImap().getPort(), false);
    }

    int port() {
        return port;
    }

    ImapProxy wire() {
        return wire;
    }

    void deliver(String folder, String mail, Date at) {
        try {
            var bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            folder(folder)
                    .appendMessage(
                            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)),
                            new Flags(),
                            at);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a folder anew, under another UIDVALIDITY (GreenMail's is the second of its making), with the mails it had. */
    void renumber(String name) {
        var imap = server.getManagers().getImapHostManager();
        List<StoredMessage> had = List.copyOf(folder(name).getMessages());
        long before = folder(name).getUidValidity();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
            imap.deleteMailbox(user, name);
            return imap.createMailbox(user, name).getUidValidity() != before;
        });
        had.forEach(mail -> folder(name).appendMessage(mail.getMimeMessage(), new Flags(), mail.getReceivedDate()));
    }

    /** Deletes a mail of a folder, as its reader may do at any moment. */
    void delete(String folder, String messageId) {
        for (StoredMessage mail : folder(folder).getMessages()) {
            try {
                if (messageId.equals(mail.getMimeMessage().getMessageID())) {
                    mail.getFlags().add(Flags.Flag.DELETED);
                }
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        try {
            folder(folder).expunge();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    MailFolder folder(String name) {
        var imap = server.getManagers().getImapHostManager();
        try {
            return name.equals("INBOX") ? imap.getInbox(user) : imap.getFolder(user, name);
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.stop();
        }
    }
}
