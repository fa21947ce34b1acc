package io.syncline.source.mail;

import jakarta.mail.internet.MailDateFormat;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates of mail headers: RFC 5322, its obsolete forms, and the ISO dates that programs write instead. */
final class MailDates {
    private static final Instant FIRST = Instant.parse("1970-01-02T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");

    private MailDates() {}

    /** Empty when the text is no date, or one that no mail can have. */
    static Optional<Instant> parse(String header) {
        String text = COMMENT.matcher(header).replaceAll(" ").strip();
        return rfc(text).or(() -> iso(text)).filter(date -> date.isAfter(FIRST) && date.isBefore(LAST));
    }

    /** The date of a Received header stands after its last semicolon. */
    static Optional<Instant> received(String header) {
        return parse(header.substring(header.lastIndexOf(';') + 1));
    }

    private static Optional<Instant> rfc(String text) {
        return Optional.ofNullable(new MailDateFormat().parse(text, new ParsePosition(0)))
                .map(Date::toInstant);
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeException notIso) {
            return Optional.empty();
        }
    }
}
