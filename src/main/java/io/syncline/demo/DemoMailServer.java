package io.syncline.demo;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Date;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An IMAP server in this process, with Alice's mailbox. */
@Singleton
@IfBuildProfile("dev")
class DemoMailServer {
    private static final String INBOX = "INBOX";

    private final GreenMail server;
    private final String username;
    private final String password;

    DemoMailServer(
            @ConfigProperty(name = "syncline.connectors.mail.port") int port,
            @ConfigProperty(name = "syncline.connectors.mail.username") String username,
            @ConfigProperty(name = "syncline.connectors.mail.password") String password) {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        this.username = username;
        this.password = password;
    }

    @Startup
    void start() throws Exception {
        server.start();
        var alice = server.setUser(username, username, password);
        for (DemoMail mail : DemoMail.all()) {
            var message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.source()));
            folder(alice, mail.folder()).appendMessage(message, new Flags(), Date.from(mail.at()));
        }
    }

    @Shutdown
    void stop() {
        server.stop();
    }

    private MailFolder folder(GreenMailUser user, String name) throws Exception {
        var imap = server.getManagers().getImapHostManager();
        if (name.equals(INBOX)) {
            return imap.getInbox(user);
        }
        MailFolder folder = imap.getFolder(user, name);
        return folder == null ? imap.createMailbox(user, name) : folder;
    }
}
