package io.syncline.intake;

import static io.syncline.intake.Events.email;
import static io.syncline.intake.Events.phone;

import io.syncline.event.ActivityFacts;
import io.syncline.event.Address;
import io.syncline.event.Direction;
import io.syncline.event.EventKey;
import io.syncline.event.Hashes;
import io.syncline.event.Kind;
import io.syncline.event.LeadDetails;
import io.syncline.event.Participant;
import io.syncline.event.Rank;
import io.syncline.event.SourceEvent;
import io.syncline.event.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Some events about a few people of one company, by a seed: states of calls, revisions of meetings, leads and mails that
 * agree, contradict and complete each other. It is the same story wherever it takes place; times often tie.
 */
final class Story {
    private static final Instant DAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Address ALICE = email("alice@acme.example");
    private static final List<String> STATUSES =
            List.of("initiated", "ringing", "answered", "recorded", "missed", "completed", "voicemail");

    private final Place place;
    private final Random random;
    private final List<SourceEvent> events = new ArrayList<>();

    private Story(long seed, Place place) {
        this.place = place;
        this.random = new Random(seed);
    }

    /** Where a story takes place: all of its names, addresses and numbers, so that no story meets another. */
    record Place(String name, int number) {
        private static final int NUMBERS = 4;

        Address person(int i) {
            return email(
                    switch (i) {
                        case 0 -> "ann@" + name + ".example";
                        case 1 -> "ben@" + name + ".example";
                        case 2 -> "cal@emea." + name + ".example";
                        default -> name + "@gmail.com";
                    });
        }

        Address number(int i) {
            return phone(String.format(Locale.ROOT, "+1628%07d", number * NUMBERS + i));
        }

        /** Its names and numbers, as they would be in any place. */
        String neutral(String rows) {
            String text = rows.replace(name, "place");
            for (int i = 0; i < NUMBERS; i++) {
                text = text.replace(number(i).value(), "number-" + i);
            }
            return text;
        }
    }

    static List<SourceEvent> of(long seed, Place place) {
        return new Story(seed, place).tell();
    }

    private List<SourceEvent> tell() {
        int chapters = 1 + random.nextInt(3);
        for (int i = 0; i < chapters; i++) {
            switch (random.nextInt(4)) {
                case 0 -> call(i);
                case 1 -> meeting(i);
                case 2 -> leads(i);
                default -> mails(i);
            }
        }
        return List.copyOf(events);
    }

    /** A call's states: partial facts, each with what its source happened to know. */
    private void call(int chapter) {
        String id = place.name() + "-" + chapter;
        Address from = place.number(random.nextInt(4));
        for (int sequence : some(5, 3)) {
            String key = "call:v1:test-calls:" + id + ":" + sequence;
            int status = random.nextInt(STATUSES.size());
            List<Participant> people = new ArrayList<>();
            sometimes(() -> people.add(new Participant("from", from, null)));
            sometimes(() -> people.add(new Participant("agent", ALICE, "Alice")));
            Map<String, Object> details = new HashMap<>();
            sometimes(() -> details.put("durationSeconds", random.nextInt(3)));
            sometimes(() -> details.put("note", "note " + random.nextInt(3)));
            var facts = new ActivityFacts(
                    time(),
                    random.nextBoolean() ? time() : null,
                    pick(Direction.INBOUND, Direction.OUTBOUND, Direction.UNKNOWN),
                    pick("Inbound call", "Outbound call", null),
                    STATUSES.get(status),
                    10 * status,
                    null,
                    people,
                    details);
            add(Events.event(
                    key, Kind.CALL, "call:test-calls:" + id, new Rank(pick(0, 1, sequence), time(), key), true, facts));
        }
    }

    /** A meeting's revisions: each replaces the whole, guests included. */
    private void meeting(int chapter) {
        String uid = chapter + "@" + place.name() + ".example";
        for (int revision : some(4, 3)) {
            String key = "meeting:v1:" + uid + ":" + revision;
            List<Participant> people = new ArrayList<>();
            people.add(new Participant("organizer", ALICE, "Alice", "accepted"));
            for (int person : some(4, 2)) {
                String answer = pick("accepted", "declined", "needsAction");
                people.add(new Participant("attendee", place.person(person), null, answer));
            }
            var facts = new ActivityFacts(
                    time(),
                    time(),
                    Direction.OUTBOUND,
                    "Title " + random.nextInt(3),
                    pick("confirmed", "tentative", "cancelled"),
                    0,
                    pick("agenda", "other agenda", null),
                    people,
                    random.nextBoolean() ? Map.of("location", "room " + random.nextInt(2)) : Map.of());
            SourceEvent plain = Events.event(
                    key, Kind.MEETING, "meeting:" + uid, new Rank(pick(0, 0, revision), time(), key), false, facts);
            add(with(plain, plain.externalId(), plain.thread(), null));
        }
    }

    /** What a person said of themselves, now this and now that. */
    private void leads(int chapter) {
        for (int i : some(4, 3)) {
            String id = place.name() + "-" + chapter + i;
            // Of a subdomain's own account, and of a company that only a name tells, the first to come decides.
            int person = pick(0, 1, 3);
            boolean withNumber = random.nextInt(3) == 0;
            String title = pick("CTO", "CIO", null);
            var details = new LeadDetails(
                    "demo",
                    time(),
                    place.person(person),
                    pick("Ann Lee", "A. Lee", null),
                    withNumber ? place.number(person) : null,
                    person == 3 ? null : pick("Globex " + place.name(), "Globex Inc. " + place.name(), null),
                    title,
                    "hello",
                    new Touch(time(), pick("google", "bing", null), "cpc", null, null, null, null, null),
                    title == null && random.nextBoolean() ? Set.of("title") : Set.of());
            String key = "lead:v1:test-leads:" + id;
            var facts = new ActivityFacts(
                    details.submittedAt(),
                    null,
                    Direction.INBOUND,
                    "Form demo",
                    "submitted",
                    0,
                    "hello",
                    List.of(new Participant("submitter", place.person(person), details.name())),
                    Map.of());
            SourceEvent plain =
                    Events.event(key, Kind.LEAD, "lead:test-leads:" + id, new Rank(0, time(), key), false, facts);
            add(with(plain, id, List.of(), details));
        }
    }

    /** Mails of one thread, from and to people who may become contacts by them. */
    private void mails(int chapter) {
        List<String> thread = new ArrayList<>();
        for (int i : some(4, 3)) {
            String id = chapter + "" + i + "@" + place.name() + ".example";
            String key = "mail:v1:" + id;
            boolean inbound = random.nextBoolean();
            List<Participant> people = new ArrayList<>();
            Participant[] outside = some(4, 2).stream()
                    .map(person ->
                            new Participant("to", place.person(person), pick("Ann Lee", "ann (Globex)", "Ben", null)))
                    .toArray(Participant[]::new);
            if (inbound) {
                people.add(new Participant("from", outside[0].address(), outside[0].name()));
                people.add(new Participant("to", ALICE, "Alice"));
                Stream.of(outside).skip(1).forEach(people::add);
            } else {
                people.add(new Participant("from", ALICE, "Alice"));
                people.addAll(List.of(outside));
            }
            // A mail's own time is hardly ever another's; what a thread's first mail is decides nothing by chance then.
            Instant at = DAY.plusSeconds(3600 + 100L * chapter + i);
            var facts = new ActivityFacts(
                    at,
                    null,
                    inbound ? Direction.INBOUND : Direction.OUTBOUND,
                    "Subject " + random.nextInt(3),
                    "sent",
                    0,
                    "text",
                    people,
                    Map.of());
            List<String> known = new ArrayList<>(List.of(id));
            thread.stream().filter(before -> random.nextInt(4) > 0).forEach(known::add);
            thread.add(id);
            SourceEvent plain = Events.event(key, Kind.EMAIL, "mail:" + id, new Rank(0, at, key), false, facts);
            add(with(plain, id, known, null));
        }
    }

    private static SourceEvent with(SourceEvent event, String externalId, List<String> thread, LeadDetails lead) {
        return new SourceEvent(
                EventKey.of("", event.key().value()),
                event.kind(),
                event.activityKey(),
                externalId,
                Hashes.sha256(List.of(event.key().value())),
                event.rank(),
                event.partial(),
                event.facts(),
                thread,
                Optional.ofNullable(lead),
                Optional.empty(),
                event.delivery());
    }

    private void add(SourceEvent event) {
        events.add(event);
    }

    /** One of a few times, so that many are equal. */
    private Instant time() {
        return DAY.plusSeconds(60L * random.nextInt(4));
    }

    /** One to {@code most} of the numbers below {@code of}, ascending. */
    private List<Integer> some(int of, int most) {
        int count = 1 + random.nextInt(most);
        List<Integer> all = new ArrayList<>(IntStream.range(0, of).boxed().toList());
        while (all.size() > count) {
            all.remove(random.nextInt(all.size()));
        }
        return all;
    }

    private void sometimes(Runnable thing) {
        if (random.nextInt(3) > 0) {
            thing.run();
        }
    }

    @SafeVarargs
    private <T> T pick(T... of) {
        return of[random.nextInt(of.length)];
    }
}
