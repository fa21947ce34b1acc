package io.syncline.rebuild;

import io.syncline.event.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Raw items about a few people of one company, as their sources send them; by a seed. */
final class Told {
    private final String mark;
    private final Instant day;
    private final Random random;
    private final List<Delivery> deliveries = new ArrayList<>();

    /**
     * @param mark stands in all that is told
     * @param day when it takes place
     */
    Told(String mark, Instant day, long seed) {
        this.mark = mark;
        this.day = day;
        this.random = new Random(seed);
    }

    List<Delivery> some(int chapters) {
        for (int i = 0; i < chapters; i++) {
            switch (random.nextInt(3)) {
                case 0 -> call("c" + i);
                case 1 -> lead("l" + i);
                default -> thread("m" + i);
            }
        }
        return List.copyOf(deliveries);
    }

    String person(int i) {
        return i == 3 ? mark + "@gmail.com" : List.of("ann", "ben", "cal").get(i) + "@" + mark + ".example";
    }

    String number(int i) {
        return "+1628" + String.format(java.util.Locale.ROOT, "%07d", Math.floorMod(mark.hashCode(), 900_000) * 10 + i);
    }

    private void call(String id) {
        String from = number(random.nextInt(4));
        for (String status : List.of("ringing", "answered", "completed")) {
            if (random.nextInt(4) > 0) {
                deliveries.add(call(id, status, from));
            }
        }
    }

    Delivery call(String id, String status, String from) {
        int sequence = List.of("ringing", "answered", "completed").indexOf(status) + 1;
        return delivery(
                "again-calls",
                id + status,
                "application/json",
                """
                {"callId": "%s-%s", "sequence": %d, "status": "%s", "direction": "inbound", "from": "%s",
                 "to": "+14155550100", "agent": "alice@acme.example", "occurredAt": "%s"}"""
                        .formatted(mark, id, sequence, status, from, day.plusSeconds(sequence)));
    }

    private void lead(String id) {
        int person = random.nextInt(4);
        String phone = random.nextBoolean() ? "\"phone\": \"" + number(person) + "\", " : "";
        String company = person == 3 ? "" : "\"company\": \"Company " + mark + "\", ";
        deliveries.add(lead(id, person(person), "\"title\": \"" + pick("CTO", "CIO") + "\", " + phone + company));
    }

    /**
     * @param more fields, each with a comma behind it
     */
    Delivery lead(String id, String email, String more) {
        return delivery(
                "again-leads",
                id,
                "application/json",
                """
                {"id": "%s-%s", "form": "demo", "submittedAt": "%s", "email": "%s", "name": "%s", %s
                 "utm": {"source": "%s", "medium": "cpc"}}"""
                        .formatted(mark, id, time(), email, pick("Ann Lee", "A. Lee"), more, pick("google", "bing")));
    }

    private void thread(String id) {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            boolean sent = random.nextInt(3) > 0;
            String person = person(random.nextInt(4));
            String name = pick("Ann Lee", "Ann", "B. Low") + " <" + person + ">";
            String item = id + i;
            deliveries.add(mail(
                    item,
                    sent ? "Alice <alice@acme.example>" : name,
                    sent ? name : "alice@acme.example",
                    "Subject of " + id,
                    before));
            before.add(item);
        }
    }

    Delivery mail(String item, String from, String to, String subject, List<String> before) {
        String references = before.isEmpty()
                ? ""
                : "References: "
                        + String.join(" ", before.stream().map(this::messageId).toList()) + "\r\n";
        String text = "From: " + from + "\r\nTo: " + to + "\r\nSubject: " + subject + "\r\nMessage-ID: "
                + messageId(item)
                + "\r\nDate: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(time().atOffset(ZoneOffset.UTC)) + "\r\n"
                + references + "\r\nHello of " + mark + "\r\n";
        return delivery("again-mails", item, "message/rfc822", text);
    }

    String messageId(String item) {
        return "<" + item + "-" + mark + "@mail.example>";
    }

    private Delivery delivery(String connector, String item, String type, String body) {
        return new Delivery(
                connector,
                mark + ";" + item + ";" + UUID.randomUUID(),
                type,
                body.getBytes(StandardCharsets.UTF_8),
                connector.equals("again-mails")
                        ? Map.of("folder", "INBOX", "mailbox", "alice@acme.example", "internalDate", day.toString())
                        : Map.of(),
                day.plusSeconds(4000));
    }

    private Instant time() {
        return day.plusSeconds(60L + random.nextInt(3000));
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
