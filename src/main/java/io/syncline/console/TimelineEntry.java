package io.syncline.console;

import io.syncline.timeline.TimelineItem;
import io.syncline.timeline.TimelineItem.LinkedTo;
import io.syncline.timeline.TimelineItem.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An activity in the words of the page. */
record TimelineEntry(TimelineItem item) {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    public String kind() {
        return item.kind().word();
    }

    public String title() {
        return item.subject() == null || item.subject().isBlank() ? "(no subject)" : item.subject();
    }

    /** For machines. */
    public String timestamp() {
        return item.occurredAt().toString();
    }

    public String time() {
        return say(item.occurredAt());
    }

    public String receivedAt() {
        return say(item.source().receivedAt());
    }

    /** Direction, status and duration, as far as they are known. */
    public String summary() {
        var words = new ArrayList<String>();
        if (!item.direction().word().equals("unknown")) {
            words.add(item.direction().word());
        }
        if (item.status() != null) {
            words.add(item.status());
        }
        if (item.endedAt() != null && item.endedAt().isAfter(item.occurredAt())) {
            words.add(say(Duration.between(item.occurredAt(), item.endedAt())));
        }
        return String.join(" · ", words);
    }

    public List<String> people() {
        return item.participants().stream().map(TimelineEntry::say).toList();
    }

    public List<String> attachments() {
        if (item.attributes() != null && item.attributes().get("attachments") instanceof List<?> attachments) {
            return attachments.stream().map(TimelineEntry::fileName).toList();
        }
        return List.of();
    }

    public String body() {
        return item.body() == null ? "" : item.body().strip();
    }

    public List<LinkedTo> links() {
        return item.associations();
    }

    public TimelineItem.Source source() {
        return item.source();
    }

    private static String say(Instant instant) {
        return DAY_AND_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String say(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes == 0) {
            return duration.toSeconds() + " s";
        }
        String rest = minutes % 60 == 0 ? "" : minutes % 60 + " min";
        return minutes < 60 ? rest : (duration.toHours() + " h " + rest).strip();
    }

    private static String say(Person person) {
        String name = person.name() == null || person.name().isBlank() ? person.address() : person.name();
        String who = name == null ? "withheld" : name;
        return who + " (" + person.role() + (person.response() == null ? "" : ", " + person.response()) + ")";
    }

    private static String fileName(Object attachment) {
        Object name = attachment instanceof Map<?, ?> map ? map.get("name") : attachment;
        return name == null ? "unnamed" : name.toString();
    }
}
