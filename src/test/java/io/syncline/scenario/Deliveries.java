package io.syncline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.Delivery;
import io.syncline.scenario.Story.Item;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the sources would deliver of a story's items: mails as bytes, calendar events, states of calls, leads of two forms. */
final class Deliveries {
    static final String REP = "alice";

    /** Ends the place where an item was seen another time. */
    static final String AGAIN = ";again";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Story story;

    Deliveries(Story story) {
        this.story = story;
    }

    List<Delivery> of(Item item) {
        JsonNode node = item.node();
        if (node.has("mail") || node.has("sent")) {
            return List.of(mail(item));
        }
        if (node.has("call") || node.has("called")) {
            return List.of(
                    call(item, 1, "ringing", 0),
                    call(item, 2, node.path("status").asText("completed"), 300));
        }
        if (node.has("meeting")) {
            return List.of(meeting(item));
        }
        if (node.has("lead")) {
            return List.of(node.path("via").asText("leads").equals("website") ? form(item) : lead(item));
        }
        throw new IllegalArgumentException(story.theme() + " " + item.name() + ": is " + node
                + ", expected a mail, sent, call, called, meeting or lead");
    }

    /** Where an item was seen; that of its first delivery. */
    String location(Item item) {
        return story.theme() + ";" + story.mark() + ";" + item.name();
    }

    private String rep() {
        return REP + story.mark() + "@acme.example";
    }

    private Delivery mail(Item item) {
        JsonNode node = item.node();
        boolean sent = node.has("sent");
        var headers = new StringBuilder();
        header(headers, "From", sent ? node.path("from").asText(rep()) : person(node, "mail"));
        header(headers, "To", String.join(", ", sent ? Story.texts(node.path("sent")) : recipients(node)));
        header(headers, "Cc", String.join(", ", Story.texts(node.path("cc"))));
        header(headers, "Subject", node.path("subject").asText(story.theme() + " " + item.name()));
        header(headers, "Message-ID", messageId(item.name()));
        header(
                headers,
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(item.at().atOffset(ZoneOffset.UTC)));
        List<String> answers = Story.texts(node.path("re"));
        if (!answers.isEmpty()) {
            header(headers, "In-Reply-To", messageId(answers.get(answers.size() - 1)));
            header(headers, "References", answers.stream().map(this::messageId).collect(Collectors.joining(" ")));
        }
        node.path("headers")
                .properties()
                .forEach(e -> header(headers, e.getKey(), e.getValue().asText()));
        String text = headers + "\r\n" + node.path("text").asText("Hello") + "\r\n";
        return delivery(
                "postbox",
                item,
                0,
                "message/rfc822",
                text,
                Map.of(
                        "folder",
                        "INBOX",
                        "mailbox",
                        rep(),
                        "internalDate",
                        item.at().toString()));
    }

    private List<String> recipients(JsonNode node) {
        List<String> to = Story.texts(node.path("to"));
        return to.isEmpty() ? List.of(rep()) : to;
    }

    private static String person(JsonNode node, String role) {
        String address = node.path(role).asText();
        return node.has("name") ? node.path("name").asText() + " <" + address + ">" : address;
    }

    private String messageId(String item) {
        return "<" + story.theme() + "-" + item + "-" + story.mark() + "@mail.example>";
    }

    private static void header(StringBuilder headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.append(name).append(": ").append(value).append("\r\n");
        }
    }

    private Delivery call(Item item, int sequence, String status, int seconds) {
        JsonNode node = item.node();
        boolean made = node.has("called");
        Instant at = item.at().plusSeconds(seconds);
        var call = new LinkedHashMap<String, Object>();
        call.put("callId", story.theme() + "-" + item.name() + "-" + story.mark());
        call.put("sequence", sequence);
        call.put("status", status);
        call.put("direction", made ? "outbound" : "inbound");
        call.put("from", made ? "+14155550100" : node.path("call").asText());
        call.put("to", made ? node.path("called").asText() : node.path("to").asText("+14155550100"));
        call.put("agent", rep());
        call.put("startedAt", item.at().toString());
        call.put("occurredAt", at.toString());
        return delivery("calls", item, sequence - 1, "application/json", json(call), Map.of());
    }

    private Delivery meeting(Item item) {
        JsonNode node = item.node();
        var event = new LinkedHashMap<String, Object>();
        String series = node.path("series").asText("");
        String uid = (series.isEmpty() ? story.theme() + item.name() : story.theme() + series) + story.mark();
        event.put("id", series.isEmpty() ? uid : uid + "_" + item.at().getEpochSecond());
        event.put("iCalUID", uid + "@google.com");
        if (!series.isEmpty()) {
            event.put("recurringEventId", uid);
            event.put("originalStartTime", Map.of("dateTime", item.at().toString()));
        }
        event.put("status", node.path("status").asText("confirmed"));
        event.put("summary", node.path("subject").asText(story.theme() + " " + item.name()));
        event.put("visibility", node.path("visibility").asText("default"));
        event.put("updated", item.at().minusSeconds(86_400).toString());
        event.put("start", Map.of("dateTime", item.at().toString()));
        event.put("end", Map.of("dateTime", item.at().plusSeconds(1800).toString()));
        event.put("organizer", Map.of("email", node.path("organizer").asText(rep())));
        List<Object> guests = new ArrayList<>(List.of(Map.of("email", rep(), "responseStatus", "accepted")));
        Story.texts(node.path("meeting")).forEach(guest -> guests.add(Map.of("email", guest)));
        event.put("attendees", guests);
        return delivery("diary", item, 0, "application/json", json(event), Map.of("calendar", rep()));
    }

    private Delivery lead(Item item) {
        var lead = new LinkedHashMap<String, Object>(said(item));
        lead.put("id", story.theme() + "-" + item.name() + "-" + story.mark());
        lead.put("submittedAt", item.at().toString());
        if (item.node().has("source")) {
            lead.put("utm", Map.of("source", item.node().path("source").asText(), "medium", "cpc"));
        }
        return delivery("leads", item, 0, "application/json", json(lead), Map.of());
    }

    private Delivery form(Item item) {
        Map<String, String> lead = said(item);
        if (item.node().has("source")) {
            lead.put("utm_source", item.node().path("source").asText());
        }
        String body = lead.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return delivery("website", item, 0, "application/x-www-form-urlencoded", body, Map.of());
    }

    private Map<String, String> said(Item item) {
        JsonNode node = item.node();
        Map<String, String> lead = new LinkedHashMap<>();
        lead.put("form", node.path("form").asText("demo"));
        if (!node.path("lead").asText().isEmpty()) {
            lead.put("email", node.path("lead").asText());
        }
        for (String field : List.of("name", "phone", "title", "message")) {
            if (node.has(field)) {
                lead.put(field, node.path(field).asText());
            }
        }
        if (node.has("company")) {
            lead.put("company", story.named(node.path("company").asText()));
        }
        return lead;
    }

    private Delivery delivery(
            String connector, Item item, int part, String type, String body, Map<String, String> context) {
        return new Delivery(
                connector,
                location(item) + (part == 0 ? "" : ";" + part),
                type,
                body.getBytes(StandardCharsets.UTF_8),
                context,
                item.at().plusSeconds(400));
    }

    /** The same item, seen elsewhere. */
    static Delivery again(Delivery delivery) {
        return new Delivery(
                delivery.connector(),
                delivery.location() + AGAIN,
                delivery.contentType(),
                delivery.payload(),
                delivery.context(),
                delivery.receivedAt());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
