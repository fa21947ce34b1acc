package io.syncline.benchmark;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.syncline.database.ServerProcess;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.Random;

/** A mailbox full of mails on a real IMAP server: most are of a few kilobytes, some of a hundred. */
final class MailFlood implements AutoCloseable {
    static final String USER = "alice@acme.example";
    static final String PASSWORD = "mailbox-password";

    private static final Date ARRIVED = Date.from(Instant.parse("2026-03-02T08:00:00Z"));
    private static final Session SESSION = Session.getInstance(new Properties());

    private final Random random = new Random(1);
    private final int port = ServerProcess.freePort();
    private final GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private boolean served;

    int port() {
        return port;
    }

    /** Puts mails of contacts there, and serves them from now on. */
    void begin(String run, int mails) throws Exception {
        GreenMailUser user = server.getUserManager().getUserByEmail(USER);
        if (user == null) {
            user = server.getUserManager().createUser(USER, USER, PASSWORD);
        }
        MailFolder inbox = server.getManagers().getImapHostManager().getInbox(user);
        for (int i = 0; i < mails; i++) {
            inbox.appendMessage(mail(run, i), new Flags(), ARRIVED);
        }
        if (!served) {
            server.start();
            served = true;
        }
    }

    private MimeMessage mail(String run, int number) throws MessagingException {
        int contact = random.nextInt(20_000);
        int size = (int) Math.min(100_000, 1_000 * Math.exp(1 + random.nextGaussian()));
        String mail =
                """
                From: Contact %d <contact%d@company%d.example>
                To: %s
                Subject: Mail %d of %s
                Date: Mon, 2 Mar 2026 09:%02d:%02d +0000
                Message-ID: <%s-%d@benchmark.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                """
                                .formatted(
                                        contact,
                                        contact,
                                        contact / 10,
                                        USER,
                                        number,
                                        run,
                                        number / 60 % 60,
                                        number % 60,
                                        run,
                                        number)
                        + "A line of a mail that somebody may have written to somebody else.\n".repeat(size / 66 + 1);
        byte[] bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
    }

    @Override
    public void close() {
        if (served) {
            server.stop();
        }
    }
}
