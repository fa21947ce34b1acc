package io.syncline.demo;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Shutdown;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A calendar server in this process, with Alice's and Bob's calendars: both have the second meeting. */
@Singleton
@IfBuildProfile("dev")
class DemoCalendar {
    private static final int PAGE = 50;
    private static final String ALICE = "alice@acme.example";
    private static final String BOB = "bob@acme.example";

    private final int port;
    private GoogleCalendarStub server;

    DemoCalendar(@ConfigProperty(name = "syncline.connectors.calendar.root-url") URI rootUrl) {
        port = rootUrl.getPort();
    }

    @Startup
    void start() {
        server = new GoogleCalendarStub(PAGE, port);
        server.put(ALICE, meeting("demo1", "Acme Fleet: first look", "2026-11-05T14:00:00Z", 45), updated());
        server.put(ALICE, meeting("demo2", "Acme Fleet: pricing and rollout", "2026-11-12T09:30:00Z", 60), updated());
        Event copy = meeting("demo2-bob", "Acme Fleet: pricing and rollout", "2026-11-12T09:30:00Z", 60);
        server.put(BOB, copy.setICalUID("demo2@google.com"), updated());
    }

    @Shutdown
    void stop() {
        server.close();
    }

    private static Event meeting(String id, String title, String start, int minutes) {
        DateTime begin = DateTime.parseRfc3339(start);
        return new Event()
                .setId(id)
                .setICalUID(id + "@google.com")
                .setStatus("confirmed")
                .setSequence(0)
                .setSummary(title)
                .setLocation("Video call")
                .setOrganizer(new Event.Organizer().setEmail(ALICE).setDisplayName("Alice Example"))
                .setStart(new EventDateTime().setDateTime(begin))
                .setEnd(new EventDateTime().setDateTime(new DateTime(begin.getValue() + minutes * 60_000L)))
                .setAttendees(List.of(
                        guest("jane.doe@globex.example", "Jane Doe"),
                        guest(ALICE, "Alice Example"),
                        guest(BOB, "Bob Baker")));
    }

    private static EventAttendee guest(String email, String name) {
        return new EventAttendee().setEmail(email).setDisplayName(name).setResponseStatus("accepted");
    }

    private static DateTime updated() {
        return DateTime.parseRfc3339("2026-11-04T08:00:00Z");
    }
}
