package io.syncline.source.mail;

import io.syncline.connector.ImapConfig;
import io.syncline.connector.ImapConfig.Tls;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mail.MailConfiguration;

/** A connection to a mailbox: camel-mail's configuration gives the session, with its authenticator and TLS. */
final class Mailbox implements AutoCloseable {
    /** How long a server may take; without bounds, one that accepts and never answers would hold a poll up for ever. */
    record Timeouts(Duration connect, Duration answer) {}

    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final ImapConfig config;
    private final Store store;

    private Mailbox(ImapConfig config, Store store) {
        this.config = config;
        this.store = store;
    }

    /**
     * @throws PermanentSyncException if the account is refused
     * @throws TransientSyncException if the server cannot be reached, or not in the way that is configured
     */
    static Mailbox connect(CamelContext camel, ImapConfig config) {
        return connect(camel, config, TIMEOUTS);
    }

    static Mailbox connect(CamelContext camel, ImapConfig config, Timeouts timeouts) {
        String where = config.host() + ":" + config.port();
        try {
            Store store = new Settings(camel, config, timeouts).session().getStore(protocol(config));
            store.connect(config.host(), config.port(), config.username(), config.password());
            return new Mailbox(config, store);
        } catch (AuthenticationFailedException e) {
            throw new PermanentSyncException(
                    where + " refused the account: " + e.getMessage()
                            + "; expected the mailbox's username and password",
                    e);
        } catch (MessagingException e) {
            throw new TransientSyncException(
                    "no connection to " + where + " with tls "
                            + config.tls().name().toLowerCase(Locale.ROOT) + ": " + reason(e),
                    e);
        }
    }

    RemoteFolder examine(String folder) {
        return ImapFolder.examine(store, folder);
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MessagingException alreadyGone) {
            // It is closed either way.
        }
    }

    @Override
    public String toString() {
        return "mailbox of " + config.id();
    }

    private static String protocol(ImapConfig config) {
        return config.tls() == Tls.IMPLICIT ? "imaps" : "imap";
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == failure ? root.getMessage() : failure.getMessage() + " (" + root.getMessage() + ")";
    }

    /** Not an endpoint in the registry: its URI would show the account to whoever lists the endpoints. */
    private static final class Settings extends MailConfiguration {
        private final CamelContext camel;

        Settings(CamelContext camel, ImapConfig config, Timeouts timeouts) {
            super(camel);
            this.camel = camel;
            String protocol = protocol(config);
            configureProtocol(protocol);
            setHost(config.host());
            setPort(config.port());
            setUsername(config.username());
            setPassword(config.password());
            setConnectionTimeout((int) timeouts.connect().toMillis());
            setAdditionalJavaMailProperties(more("mail." + protocol + ".", config, timeouts));
        }

        Session session() {
            return createJavaMailSender(camel).getSession();
        }

        private static Properties more(String prefix, ImapConfig config, Timeouts timeouts) {
            var more = new Properties();
            String answer = Long.toString(timeouts.answer().toMillis());
            more.setProperty(prefix + "timeout", answer);
            more.setProperty(prefix + "writetimeout", answer);
            // Required, not merely enabled: a server, or somebody in between, that offers no STARTTLS gets no password.
            String startTls = Boolean.toString(config.tls() == Tls.STARTTLS);
            more.setProperty(prefix + "starttls.enable", startTls);
            more.setProperty(prefix + "starttls.required", startTls);
            more.setProperty(
                    prefix + "ssl.checkserveridentity",
                    Boolean.toString(config.trust().isEmpty()));
            config.trust().ifPresent(trusted -> more.setProperty(prefix + "ssl.trust", trusted));
            return more;
        }
    }
}
