package io.syncline.source.calendar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import io.syncline.connector.CalendarConfig;
import io.syncline.connector.Connectors;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.ActivityFacts;
import io.syncline.event.Addresses;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.EventKey;
import io.syncline.event.Kind;
import io.syncline.event.Participant;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.Rank;
import io.syncline.event.SourceEvent;
import io.syncline.event.SourceEvent.Exclusion;
import io.syncline.event.Translator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Understands an event of the Google Calendar API v3 as a revision of a meeting. The meeting is named by its iCalUID and,
 * for an instance of a series, its original start; so copies in several calendars are one meeting.
 */
@ApplicationScoped
class CalendarTranslator implements Translator {
    /** Kinds of entries that are not meetings (eventType of the API). */
    private static final Set<String> NO_MEETINGS =
            Set.of("workingLocation", "outOfOffice", "focusTime", "birthday", "fromGmail");

    private static final int MOST_FIELDS = 1_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final Connectors connectors;
    private final Organization organization;

    @Inject
    CalendarTranslator(Connectors connectors, SynclineConfig config) {
        this.connectors = connectors;
        this.organization = config.organization();
    }

    @Override
    public String connectorType() {
        return "google-calendar";
    }

    @Override
    public Kind kind() {
        return Kind.MEETING;
    }

    @Override
    public SourceEvent translate(Delivery delivery) {
        Event event = completed(parse(new String(delivery.payload(), StandardCharsets.UTF_8)), delivery);
        if (event.getId() == null) {
            throw new PermanentSyncException("the event has no id; expected an event of the Google Calendar API v3");
        }
        CalendarEvent meeting = new CalendarEvent(event);
        if (meeting.start().isEmpty() && !meeting.status().equals("cancelled")) {
            throw new PermanentSyncException("the event has no start; expected start.dateTime or start.date");
        }
        Instant start = meeting.start().orElse(Instant.EPOCH);
        boolean left = leftByAnAttendee(meeting, delivery);
        // A key of its own: the organizer's cancellation of the same revision must not be taken for its duplicate.
        String key = meeting.name() + ":" + meeting.revision() + (left ? ":left" : "");
        return new SourceEvent(
                EventKey.of("meeting:v1:", key),
                Kind.MEETING,
                EventKey.of("meeting:", meeting.name()).value(),
                EventKey.of("", meeting.uid()).value(),
                meeting.contentHash(),
                new Rank(
                        meeting.sequence(),
                        meeting.updated(),
                        EventKey.of("meeting:v1:", key).value()),
                false,
                facts(meeting, start),
                meeting.series().map(List::of).orElse(List.of()),
                Optional.empty(),
                exclusion(meeting, left),
                delivery);
    }

    private ActivityFacts facts(CalendarEvent meeting, Instant start) {
        boolean hidden = meeting.isPrivate();
        List<Participant> people = hidden ? List.of() : meeting.participants();
        return new ActivityFacts(
                start,
                meeting.end().orElse(null),
                direction(people),
                hidden ? null : meeting.title(),
                meeting.status(),
                0,
                hidden ? null : meeting.description(),
                people,
                meeting.attributes());
    }

    private Direction direction(List<Participant> people) {
        return people.stream()
                .filter(person -> person.role().equals("organizer"))
                .findFirst()
                .map(organizer -> organization.owns(organizer.address()) ? Direction.OUTBOUND : Direction.INBOUND)
                .orElse(Direction.UNKNOWN);
    }

    private Optional<Exclusion> exclusion(CalendarEvent meeting, boolean left) {
        if (meeting.start().isEmpty()) {
            return Optional.of(new Exclusion("cancelled before it was ever read", true));
        }
        if (NO_MEETINGS.contains(meeting.type())) {
            return Optional.of(new Exclusion("no meeting: " + meeting.type(), true));
        }
        return left
                ? Optional.of(new Exclusion("removed from an attendee's calendar; the organizer's decides", true))
                : Optional.empty();
    }

    /** Somebody who deletes a meeting from their own calendar does not cancel it, as long as the organizer's is read too. */
    private boolean leftByAnAttendee(CalendarEvent meeting, Delivery delivery) {
        if (!meeting.status().equals("cancelled") || meeting.organizer().isEmpty()) {
            return false;
        }
        String organizer = meeting.organizer().get();
        boolean own = Addresses.email(delivery.context().get(DeliveryContext.CALENDAR))
                .map(calendar -> calendar.value().equals(organizer))
                .orElse(false);
        return !own
                && connectors.get(delivery.connector(), CalendarConfig.class).calendars().stream()
                        .anyMatch(calendar -> Addresses.email(calendar)
                                .map(address -> address.value().equals(organizer))
                                .orElse(false));
    }

    /** A cancellation may come as an id alone; the rest is what was known of the event. */
    private static Event completed(Event event, Delivery delivery) {
        String known = delivery.context().get(DeliveryContext.KNOWN);
        if (known == null || event.getStart() != null) {
            return event;
        }
        Event before;
        try {
            before = parse(known);
        } catch (PermanentSyncException unreadable) {
            return event;
        }
        Instant then = new CalendarEvent(before).updated();
        before.setStatus(event.getStatus());
        before.setEtag(event.getEtag());
        if (event.getSequence() != null) {
            before.setSequence(event.getSequence());
        }
        before.setUpdated(
                event.getUpdated() != null
                        ? event.getUpdated()
                        : new DateTime(then.plusMillis(1).toEpochMilli()));
        return before;
    }

    /** The event in a JSON text. */
    static Event parse(String json) {
        try {
            isReadable(json);
            Event event = GsonFactory.getDefaultInstance().fromString(json, Event.class);
            if (event == null) {
                throw new PermanentSyncException("the event is empty; expected a JSON object");
            }
            return event;
        } catch (IOException | IllegalArgumentException e) {
            // Without the cause, whose message quotes the payload.
            throw new PermanentSyncException(
                    "the event is not what an event of the Google Calendar API v3 is; expected its JSON");
        }
    }

    /** The client reads what is nested by calling itself, a number whatever its length, and fields in their square. */
    private static void isReadable(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.getParsingContext().getCurrentIndex() > MOST_FIELDS) {
                    throw new IOException("too many fields");
                }
            }
        }
    }
}
