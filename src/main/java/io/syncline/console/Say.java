package io.syncline.console;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How pages say things. */
final class Say {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private Say() {}

    /** What stands there until the browser says the time in the reader's zone. */
    @TemplateExtension
    static String inUtc(Instant instant) {
        return UTC.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** As a value in a link. */
    @TemplateExtension
    static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A field as people call it: of a reference, what it refers to. */
    @TemplateExtension
    static String asField(String name) {
        return name.endsWith("Id") ? name.substring(0, name.length() - 2) : name;
    }

    /** An actor of the audit, as the person is called. */
    @TemplateExtension
    static String asPerson(String actor) {
        return actor.startsWith("user:") ? actor.substring("user:".length()) : actor;
    }

    /** Each value with its name. */
    @TemplateExtension
    static String asText(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + ": " + value.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The two largest units; of what has only the larger, that one. */
    static String duration(long seconds) {
        var duration = Duration.ofSeconds(seconds);
        if (duration.toDays() > 0) {
            return units(duration.toDays(), "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return units(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        return duration.toMinutes() > 0
                ? units(duration.toMinutes(), "min", duration.toSecondsPart(), "s")
                : seconds + " s";
    }

    private static String units(long large, String unit, int small, String smaller) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }

    /** A number and its noun, in a template. */
    @TemplateExtension
    static String counted(Integer number, String noun) {
        return count(number, noun);
    }

    /** A number and its noun. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
