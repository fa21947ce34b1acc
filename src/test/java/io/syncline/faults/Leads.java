package io.syncline.faults;

import io.syncline.faults.Item.Fate;
import io.syncline.faults.People.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/** Leads from another system, with ids, and from a form in a page, which has none: there the same words are the same lead. */
final class Leads {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final Random random;
    private final People people;
    private final Sender sender;
    private final Items items;

    Leads(Random random, Sender sender, Items items) {
        this.random = random;
        this.people = new People(random);
        this.sender = sender;
        this.items = items;
    }

    void tell(int number) {
        int times = 1 + random.nextInt(2);
        if (random.nextInt(3) == 0) {
            form(number, times);
        } else {
            json(number, times);
        }
    }

    /** A lead of nobody. */
    void poison(int number) {
        String name = "lead px" + number;
        items.add(new Item(name, Provider.LEADS.connector(), null, Fate.DEAD, 1, "px" + number, now()));
        sender.send(Provider.LEADS, "px" + number, "{\"id\":\"px%d\",\"form\":\"nobody says who\"}".formatted(number));
    }

    private void json(int number, int times) {
        Person person = people.any();
        String body =
                """
                {"id":"l%d","form":"demo","submittedAt":"%s","email":"%s","name":"%s","phone":"%s","company":"Company",\
                "message":"Please call","utm":{"source":"google","medium":"cpc","campaign":"spring"}}"""
                        .formatted(
                                number, START.plusSeconds(number * 60L), person.email(), person.name(), person.phone());
        items.add(new Item(
                "lead l" + number, Provider.LEADS.connector(), "submitted", Fate.FILED, 1, "l" + number, now()));
        for (int i = 0; i < times; i++) {
            sender.send(Provider.LEADS, "l" + number, body);
        }
    }

    /** Whoever presses the button twice is one lead. */
    private void form(int number, int times) {
        String email = "w" + number + "@c" + random.nextInt(20) + ".example";
        String message = "Request " + number;
        String body = "form=contact&email=%s&message=%s&utm_source=newsletter"
                .formatted(
                        URLEncoder.encode(email, StandardCharsets.UTF_8),
                        URLEncoder.encode(message, StandardCharsets.UTF_8));
        items.add(new Item("lead " + message, Provider.WEBSITE.connector(), "submitted", Fate.FILED, 1, email, now()));
        for (int i = 0; i < times; i++) {
            sender.send(Provider.WEBSITE, "w" + number, body);
        }
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
