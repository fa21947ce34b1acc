package io.syncline.source.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.demo.GoogleCalendarStub;
import io.syncline.demo.GoogleCalendarStub.Trouble;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the refusals of the API and of its token endpoint are taken for. */
class CalendarListingIT {
    private static final String CALENDAR = "alice@acme.example";
    private static final CalendarCheckpoint START = CalendarCheckpoint.start(Optional.empty());

    @TempDir
    Path directory;

    private final GoogleCalendarStub stub = new GoogleCalendarStub(10);
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        stub.close();
    }

    @Test
    void accountsSeeTheirOwnCalendars() throws IOException {
        stub.restrict(CALENDAR, "alice");

        assertThat(list("one", stub.credentials("alice")).nextSyncToken()).isNotNull();
        assertThatThrownBy(() -> list("two", stub.serviceAccount("robot@stub.example")))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessage("the calendar API answered 404 (notFound)");
    }

    @Test
    void refusedCredentials_arePermanent() {
        assertThatThrownBy(() -> list("one", stub.credentials("revoked")))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessageContaining("token endpoint refused");
    }

    @Test
    void missingCredentialsFile_isPermanent_andNamed() {
        assertThatThrownBy(() -> list(config("one", directory.resolve("none.json"))))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void answerThatTakesTooLong_isTransient() {
        stub.fail(Trouble.SLOW);

        assertThatThrownBy(() -> list("one", stub.credentials()))
                .isInstanceOf(TransientSyncException.class)
                .hasMessageContaining("SocketTimeoutException");
    }

    @Test
    void halfAPage_isTransient() {
        stub.fail(Trouble.HALF_A_PAGE);

        assertThatThrownBy(() -> list("one", stub.credentials())).isInstanceOf(TransientSyncException.class);
    }

    private ListedPage list(String connector, String credentials) throws IOException {
        return list(config(connector, Files.writeString(directory.resolve(connector + ".json"), credentials)));
    }

    private ListedPage list(CalendarConfig config) {
        var clients = new CalendarClients(camel, Duration.ofMillis(500));
        return new CalendarListing(clients, camel.createProducerTemplate()).page(config, CALENDAR, START, null);
    }

    private CalendarConfig config(String connector, Path credentials) {
        var common = new Common(
                connector,
                "revops@acme.example",
                true,
                Duration.ofDays(30),
                3,
                Duration.ofMinutes(5),
                Duration.ofDays(3));
        return new CalendarConfig(
                common, List.of(CALENDAR), credentials, stub.rootUrl(), Optional.empty(), Duration.ofSeconds(30));
    }
}
