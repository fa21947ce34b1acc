package io.syncline.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.awaitility.Awaitility;

/** A directory to start in: its configuration, the routes of this repository, logs and data. */
record Home(Path path) {
    /** Open to others: PostgreSQL may run as nobody. */
    static Home make() throws IOException {
        Path path = Files.createTempDirectory("syncline-faults-");
        path.toFile().setExecutable(true, false);
        path.toFile().setReadable(true, false);
        Files.createSymbolicLink(path.resolve("routes"), Path.of("routes").toAbsolutePath());
        return new Home(path);
    }

    void configure(int imapPort, URI calendarRoot, String calendarCredentials) throws IOException {
        Path config = Files.createDirectories(path.resolve("config"));
        Files.writeString(config.resolve("calendar.json"), calendarCredentials);
        Files.writeString(
                config.resolve("application.yaml"),
                """
                syncline:
                  organization: {domains: [acme.example], default-region: US}
                  retry: {initial-delay: 500ms, max-delay: 2s}
                  look-every: 1s
                  connectors:
                    %s:
                      {type: imap, owner: revops@acme.example, host: 127.0.0.1, port: %d, tls: none, username: %s, password: %s,
                       folders: [INBOX, Sent], poll-every: 1s}
                    %s:
                      {type: google-calendar, owner: revops@acme.example, calendars: [%s], credentials: config/calendar.json,
                       root-url: '%s', poll-every: 1s}
                    calls:
                      {type: telephony, owner: revops@acme.example, provider: generic, auth: standard-webhooks, secret: %s}
                    twilio: {type: telephony, owner: revops@acme.example, provider: twilio, secret: %s, public-url: '%s'}
                    leads: {type: lead-form, owner: revops@acme.example, provider: generic, auth: bearer, secret: %s}
                    website: {type: lead-form, owner: revops@acme.example, provider: html, allowed-origins: ['%s']}
                """
                        .formatted(
                                Mails.CONNECTOR,
                                imapPort,
                                Mailbox.USER,
                                Mailbox.PASSWORD,
                                Meetings.CONNECTOR,
                                String.join(", ", Meetings.CALENDARS),
                                calendarRoot,
                                Provider.SIGNING_KEY,
                                Provider.TOKEN,
                                Provider.PUBLIC_URL,
                                Provider.TOKEN,
                                Provider.PAGE));
    }

    /** Leaves nothing behind; the last processes of a server that was killed may take a moment to notice. */
    void delete() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(this::isDeleted);
    }

    private boolean isDeleted() throws IOException {
        try (var all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
        return true;
    }
}
