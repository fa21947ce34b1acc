package io.syncline.source.calendar;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.syncline.demo.GoogleCalendarStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the stub of the calendar API once for all tests and points the test connectors at it. */
public class CalendarServer implements QuarkusTestResourceLifecycleManager {
    private static GoogleCalendarStub stub;
    private static GoogleCalendarStub hostile;

    @Override
    public Map<String, String> start() {
        stub = new GoogleCalendarStub(3);
        hostile = new GoogleCalendarStub(50);
        Map<String, String> config = new HashMap<>();
        for (String connector :
                List.of("calendars", "other-calendars", "hostile-calendars", "history-calendars", "parity-calendars")) {
            String prefix = "syncline.connectors." + connector + ".";
            config.put(prefix + "type", "google-calendar");
            config.put(prefix + "owner", "revops@acme.example");

            config.put(prefix + "root-url", stub.rootUrl().toString());
            config.put(prefix + "since", "2026-01-01");
        }
        config.put("syncline.connectors.calendars.credentials", file(stub.credentials("reader")));
        config.put("syncline.connectors.other-calendars.credentials", file(stub.serviceAccount("robot@stub.example")));
        stub.restrict("alice@acme.example", "reader");
        stub.restrict("carol@acme.example", "robot@stub.example");
        config.put("syncline.connectors.calendars.calendars", "alice@acme.example,bob@acme.example");
        config.put("syncline.connectors.other-calendars.calendars", "carol@acme.example");
        for (String connector : List.of("hostile-calendars", "history-calendars", "parity-calendars")) {
            config.put("syncline.connectors." + connector + ".credentials", file(hostile.credentials()));
            config.put(
                    "syncline.connectors." + connector + ".root-url",
                    hostile.rootUrl().toString());
        }
        config.put("syncline.connectors.history-calendars.calendars", "henry@acme.example,hanna@acme.example");
        config.put("syncline.connectors.parity-calendars.calendars", "paul@acme.example");
        config.put("syncline.connectors.hostile-calendars.calendars", "mallory@acme.example");
        return config;
    }

    @Override
    public void stop() {
        stub.close();
        hostile.close();
    }

    static GoogleCalendarStub stub() {
        return stub;
    }

    /** A server of its own for what others would stumble over. */
    static GoogleCalendarStub hostile() {
        return hostile;
    }

    static Event meeting(String id, String start, String... guests) {
        Event event = new Event()
                .setId(id)
                .setICalUID(id + "@google.com")
                .setStatus("confirmed")
                .setSequence(0)
                .setSummary("Meeting " + id)
                .setOrganizer(
                        new Event.Organizer().setEmail("alice@acme.example").setDisplayName("Alice"))
                .setStart(at(start))
                .setEnd(new EventDateTime()
                        .setDateTime(new DateTime(DateTime.parseRfc3339(start).getValue() + 3_600_000)));
        return event.setAttendees(List.of(guests).stream()
                .map(guest -> new EventAttendee().setEmail(guest).setResponseStatus("accepted"))
                .toList());
    }

    static EventDateTime at(String time) {
        return new EventDateTime().setDateTime(DateTime.parseRfc3339(time));
    }

    private static String file(String credentials) {
        try {
            Path file = Files.createTempFile("credentials", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, credentials).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
