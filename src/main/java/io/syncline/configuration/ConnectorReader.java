package io.syncline.configuration;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.ImapConfig.Tls;
import io.syncline.connector.LeadFormConfig;
import io.syncline.connector.TelephonyConfig;
import io.syncline.connector.WebhookSecurity;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads one connector. */
final class ConnectorReader {
    private static final String DATE = "a date such as 2026-01-01";

    /** Senders may have nothing to say over a weekend; but some give up on a webhook without a word. */
    private static final Duration QUIET_SENDER = Duration.ofDays(3);

    private final String id;
    private final Section section;

    ConnectorReader(String id, Section section) {
        this.id = id;
        this.section = section;
    }

    /** The connector, or nothing when its type is not known. */
    Optional<ConnectorConfig> read() {
        String type = section.text("type").orElse("");
        Common common = common();
        return switch (type) {
            case "imap" -> Optional.of(imap(common));
            case "google-calendar" -> Optional.of(calendar(common));
            case "telephony" -> Optional.of(telephony(common));
            case "lead-form" -> Optional.of(leadForm(common));
            default -> {
                refuseType(type);
                yield Optional.empty();
            }
        };
    }

    private void refuseType(String type) {
        String expectation = "one of " + String.join(", ", Keys.TYPES);
        if (type.isEmpty()) {
            section.problems().missing(section.key("type"), expectation);
        } else {
            section.problems()
                    .bad(
                            section.key("type"),
                            type,
                            expectation
                                    + NearMiss.of(type, Keys.TYPES)
                                            .map(meant -> "; did you mean " + meant + "?")
                                            .orElse(""));
        }
    }

    private Common common() {
        String expectation = "the e-mail address of who mends this connector, such as revops@acme.example";
        section.required("owner", expectation);
        return new Common(
                id,
                section.parsed("owner", expectation, Values::email).orElse(""),
                section.parsed("enabled", "true or false", Values::bool).orElse(true),
                duration("dedup-window", Duration.ofDays(30)),
                section.parsed("failure-threshold", "a number from 1 to 1000", Values.number(1, 1000))
                        .orElse(3),
                duration("lag-threshold", Duration.ofMinutes(10)),
                duration("silent-after", QUIET_SENDER),
                RetryReader.limits(section.within("retry")),
                section.parsed("retention", Values.DURATION, Values::duration));
    }

    private ConnectorConfig imap(Common common) {
        Tls tls = section.parsed("tls", "implicit, starttls or none", Values.word(Tls.class))
                .orElse(Tls.IMPLICIT);
        String host = "the name of the IMAP server, such as imap.acme.example";
        section.required("host", host);
        List<String> folders = section.list("folders", "the name of a folder", Optional::of);
        return new ImapConfig(
                common,
                section.parsed("host", host, Values::host).orElse(""),
                section.parsed("port", "a number from 1 to 65535", Values.number(1, 65_535))
                        .orElse(tls == Tls.IMPLICIT ? 993 : 143),
                tls,
                section.text("trust"),
                section.required("username", "the account to log in as"),
                section.required("password", "the account's password"),
                folders.isEmpty() ? List.of("INBOX", "Sent") : folders,
                section.parsed("since", DATE, text -> Optional.of(LocalDate.parse(text))),
                duration("poll-every", Duration.ofSeconds(30)));
    }

    private ConnectorConfig calendar(Common common) {
        String calendar = "the ids of calendars, such as alice@acme.example";
        List<String> calendars = section.list("calendars", calendar, text -> Optional.of(text)
                .filter(name -> name.chars().noneMatch(Character::isWhitespace)));
        if (section.texts("calendars").isEmpty()) {
            section.problems().missing(section.key("calendars"), calendar);
        }
        return new CalendarConfig(
                common,
                calendars,
                credentials(common.enabled()),
                section.parsed("root-url", "an http or https URL", Values::url)
                        .orElse(URI.create("https://www.googleapis.com/")),
                section.parsed("since", DATE, text -> Optional.of(LocalDate.parse(text))),
                duration("poll-every", Duration.ofSeconds(60)));
    }

    private Path credentials(boolean used) {
        String expectation = "a readable file: the JSON key of a service account or of an authorized user";
        section.required("credentials", expectation);
        return section.parsed("credentials", expectation, text -> Optional.of(Path.of(text))
                        .filter(file -> !used || (Files.isRegularFile(file) && Files.isReadable(file))))
                .orElse(Path.of(""));
    }

    private ConnectorConfig telephony(Common common) {
        var webhook = new WebhookReader(section, List.of("generic", "twilio"));
        return new TelephonyConfig(common, webhook.provider(), webhook.security());
    }

    private ConnectorConfig leadForm(Common common) {
        var webhook = new WebhookReader(section, List.of("generic", "html"));
        WebhookSecurity security = webhook.security();
        return new LeadFormConfig(
                common,
                webhook.provider(),
                security,
                section.list("allowed-origins", "an origin such as https://www.acme.example", Values::origin),
                section.text("honeypot").orElse("website"));
    }

    private Duration duration(String name, Duration otherwise) {
        return section.parsed(name, Values.DURATION, Values::duration).orElse(otherwise);
    }
}
