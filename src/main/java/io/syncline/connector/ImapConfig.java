package io.syncline.connector;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A mailbox.
 *
 * @param username the account to log in as; an address is also the mailbox's own
 * @param trust a server whose certificate is taken as it is, by host name, or {@code *} for any: for self-signed
 *     certificates in a closed network; empty: certificates are verified
 * @param since the day (UTC, by the server's date of arrival) from which mail is read; empty: all of it
 */
public record ImapConfig(
        Common common,
        String host,
        int port,
        Tls tls,
        Optional<String> trust,
        String username,
        String password,
        List<String> folders,
        Optional<LocalDate> since,
        Duration pollEvery)
        implements ConnectorConfig {
    /** How the connection is protected. */
    public enum Tls {
        IMPLICIT,
        STARTTLS,
        NONE
    }

    public ImapConfig {
        folders = List.copyOf(folders);
    }

    @Override
    public String type() {
        return "imap";
    }

    @Override
    public String toString() {
        return "imap " + common.id();
    }
}
