package io.syncline.source.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** Starts GreenMail once for all tests, with a mailbox for each test connector. */
public class MailServer implements QuarkusTestResourceLifecycleManager {
    static final String PASSWORD = "mailbox-password";

    private static GreenMail greenMail;

    @Override
    public Map<String, String> start() {
        greenMail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
        });
        greenMail.start();
        var config = new HashMap<String, String>();
        int plain = greenMail.getImap().getPort();
        config.put("test.mail.port", Integer.toString(plain));
        connector(config, "mailbox", plain, "none");
        connector(config, "hostile-mailbox", plain, "none");
        connector(config, "history-mailbox", plain, "none");
        connector(config, "parity-mailbox", plain, "none");
        connector(config, "mailbox-tls", greenMail.getImaps().getPort(), "implicit");
        connector(config, "mailbox-verified", greenMail.getImaps().getPort(), "implicit");
        connector(config, "mailbox-proxied", freePort(), "none");
        connector(config, "mailbox-starttls", freePort(), "starttls");
        config.put("syncline.connectors.mailbox-tls.trust", "*");
        config.put("syncline.connectors.mailbox-starttls.trust", "*");
        config.put("syncline.connectors.mailbox.since", "2026-01-01");
        config.put("syncline.mail.largest", "1M");
        return config;
    }

    @Override
    public void stop() {
        greenMail.stop();
    }

    /** Puts bytes into an inbox as they are, as nobody but a server could. */
    static void deliver(String connector, byte[] mail) {
        try {
            var user = greenMail.getManagers().getUserManager().getUser(user(connector));
            var message = new MimeMessage(null, new ByteArrayInputStream(mail));
            greenMail
                    .getManagers()
                    .getImapHostManager()
                    .getInbox(user)
                    .appendMessage(message, new Flags(), Date.from(Instant.parse("2026-03-01T10:00:00Z")));
        } catch (FolderException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String user(String connector) {
        return connector + "@acme.example";
    }

    private void connector(Map<String, String> config, String id, int port, String tls) {
        greenMail.setUser(user(id), PASSWORD);
        String prefix = "syncline.connectors." + id + ".";
        config.put(prefix + "type", "imap");
        config.put(prefix + "owner", "revops@acme.example");
        config.put(prefix + "host", "127.0.0.1");
        config.put(prefix + "port", Integer.toString(port));
        config.put(prefix + "tls", tls);
        config.put(prefix + "username", user(id));
        config.put(prefix + "password", PASSWORD);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
