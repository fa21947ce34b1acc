package io.syncline.faults;

import io.syncline.faults.Item.Fate;
import io.syncline.faults.People.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Calls by two telephony providers, whose states are sent out of order and some of them twice. */
final class Calls {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final Random random;
    private final People people;
    private final Sender sender;
    private final Items items;

    Calls(Random random, Sender sender, Items items) {
        this.random = random;
        this.people = new People(random);
        this.sender = sender;
        this.items = items;
    }

    void tell(int number) {
        Person person = people.any();
        boolean twilio = random.nextInt(3) == 0;
        boolean answered = random.nextBoolean();
        List<Body> bodies =
                new ArrayList<>(twilio ? twilio(number, person, answered) : generic(number, person, answered));
        int states = bodies.size();
        String id = (twilio ? "CA" : "c") + number;
        Provider provider = twilio ? Provider.TWILIO : Provider.CALLS;
        items.add(new Item(
                "call " + id,
                provider.connector(),
                answered ? "completed" : "missed",
                Fate.FILED,
                states,
                id,
                Clock.systemUTC().instant()));
        bodies.addAll(bodies.subList(0, random.nextInt(states)));
        Collections.shuffle(bodies, random);
        bodies.forEach(body -> sender.send(provider, body.id(), body.text()));
    }

    /** Brackets that nobody closes. */
    void poison(int number) {
        String name = "call unreadable " + number;
        items.add(new Item(
                name,
                Provider.CALLS.connector(),
                null,
                Fate.DEAD,
                1,
                null,
                Clock.systemUTC().instant()));
        sender.send(Provider.CALLS, "dx" + number, "{\"callId\": ".repeat(1 + number));
    }

    /** A state of a call, and the id of its delivery, which is the same when it is sent again. */
    private record Body(String id, String text) {}

    private static List<Body> generic(int number, Person person, boolean answered) {
        List<String> states =
                answered ? List.of("initiated", "ringing", "answered", "completed") : List.of("ringing", "missed");
        var bodies = new ArrayList<Body>();
        for (int i = 0; i < states.size(); i++) {
            String id = "d" + number + "-" + i;
            bodies.add(new Body(
                    id,
                    """
                    {"id":"%s","callId":"c%d","sequence":%d,"status":"%s","direction":"inbound","from":"%s",\
                    "to":"+14155550100","agent":"alice@acme.example","occurredAt":"%s"}"""
                            .formatted(id, number, i, states.get(i), person.phone(), at(number, i))));
        }
        return bodies;
    }

    private static List<Body> twilio(int number, Person person, boolean answered) {
        List<String> states =
                answered ? List.of("initiated", "ringing", "in-progress", "completed") : List.of("ringing", "busy");
        var bodies = new ArrayList<Body>();
        for (int i = 0; i < states.size(); i++) {
            String time =
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(at(number, i).atOffset(ZoneOffset.UTC));
            bodies.add(new Body(
                    "t" + number + "-" + i,
                    "CallSid=CA%d&CallStatus=%s&SequenceNumber=%d&Direction=outbound-api&From=%s&To=%s&Timestamp=%s"
                            .formatted(
                                    number,
                                    states.get(i),
                                    i,
                                    encode("+14155550100"),
                                    encode(person.phone()),
                                    encode(time))));
        }
        return bodies;
    }

    private static Instant at(int number, int state) {
        return START.plusSeconds(number * 60L + state);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
