package io.syncline.console;

import io.syncline.timeline.TimelineItem;
import io.syncline.timeline.TimelineItem.LinkedTo;
import io.syncline.timeline.TimelineItem.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An activity in the words of the page.
 *
 * @param names of the records that it is linked to
 */
record TimelineEntry(TimelineItem item, Map<UUID, String> names) {
    /** Attributes that an entry tells in another way. */
    private static final Set<String> TOLD = Set.of("note", "message", "durationSeconds");

    private static final int BRIEF = 280;
    private static final int FEW = 10;

    /** Somebody who took part, and how. */
    record Who(String name, String part) {}

    /** A link with its receipt. */
    record Receipt(String path, String entity, String name, LinkedTo link) {}

    public UUID id() {
        return item.id();
    }

    public String kind() {
        return item.kind().word();
    }

    public String title() {
        return item.subject() == null || item.subject().isBlank() ? "(no subject)" : item.subject();
    }

    public Instant occurredAt() {
        return item.occurredAt();
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
        } else if (attributes().get("durationSeconds") instanceof Number seconds) {
            words.add(say(Duration.ofSeconds(seconds.longValue())));
        }
        return String.join(" · ", words);
    }

    public List<Who> people() {
        return item.participants().stream().map(TimelineEntry::who).toList();
    }

    /** Those whom the entry names at once. */
    public List<Who> few() {
        return people().stream().limit(FEW).toList();
    }

    /** The others of a mail to many. */
    public List<Who> others() {
        return people().stream().skip(FEW).toList();
    }

    /** Whether the text is so short that it stands there at once. */
    public boolean isBrief() {
        return body().length() <= BRIEF;
    }

    public List<String> attachments() {
        if (attributes().get("attachments") instanceof List<?> attachments) {
            return attachments.stream().map(TimelineEntry::fileName).toList();
        }
        return List.of();
    }

    /** What was written or said: the body, else a call's note or a lead's message. */
    public String body() {
        return Stream.of(item.body(), attribute("note"), attribute("message"))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(String::strip)
                .orElse("");
    }

    /** The rest of what is particular to the kind, as it has one value. */
    public Map<String, String> details() {
        var details = new TreeMap<String, String>();
        attributes().forEach((name, value) -> {
            boolean single = value instanceof String || value instanceof Number || value instanceof Boolean;
            if (single && !TOLD.contains(name)) {
                details.put(name, value.toString());
            }
        });
        return details;
    }

    private String attribute(String name) {
        return attributes().get(name) instanceof String text ? text : null;
    }

    private Map<String, Object> attributes() {
        return item.attributes() == null ? Map.of() : item.attributes();
    }

    public List<Receipt> receipts() {
        return item.associations().stream()
                .map(link -> new Receipt(
                        "/" + link.entity() + "s/" + link.id(),
                        link.entity(),
                        names.getOrDefault(link.id(), link.id().toString()),
                        link))
                .toList();
    }

    public TimelineItem.Source source() {
        return item.source();
    }

    private static String say(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes == 0) {
            return duration.toSeconds() + " s";
        }
        String rest = minutes % 60 == 0 ? "" : minutes % 60 + " min";
        return minutes < 60 ? rest : (duration.toHours() + " h " + rest).strip();
    }

    private static Who who(Person person) {
        String name = person.name() == null || person.name().isBlank() ? person.address() : person.name();
        return new Who(
                name == null ? "withheld" : name,
                person.role() + (person.response() == null ? "" : ", " + person.response()));
    }

    private static String fileName(Object attachment) {
        Object name = attachment instanceof Map<?, ?> map ? map.get("name") : attachment;
        return name == null ? "unnamed" : name.toString();
    }
}
