package io.syncline.source.calendar;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.Calendar;
import com.google.api.services.calendar.CalendarScopes;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.UserCredentials;
import io.syncline.connector.CalendarConfig;
import io.syncline.event.PermanentSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.google.calendar.GoogleCalendarClientFactory;
import org.apache.camel.component.google.calendar.GoogleCalendarComponent;
import org.apache.camel.component.google.calendar.GoogleCalendarConfiguration;

/** Gives each connector its own google-calendar component, so that connectors differ in credentials and root URL. */
@ApplicationScoped
class CalendarClients {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CamelContext camel;
    private final Duration timeout;
    private final ConcurrentHashMap<String, String> schemes = new ConcurrentHashMap<>();

    @Inject
    CalendarClients(CamelContext camel) {
        this(camel, TIMEOUT);
    }

    CalendarClients(CamelContext camel, Duration timeout) {
        this.camel = camel;
        this.timeout = timeout;
    }

    /** The endpoint that lists events with the connector's credentials. */
    String listEndpoint(CalendarConfig config) {
        return schemes.computeIfAbsent(config.id(), id -> register(config)) + ":events/list";
    }

    private String register(CalendarConfig config) {
        String scheme = "google-calendar-" + config.id();
        var component = new GoogleCalendarComponent(camel);
        component.setClientFactory(new Factory(config, timeout));
        var placeholders = new GoogleCalendarConfiguration();
        // The component asks for them before it asks the factory; the credentials file is what counts.
        placeholders.setClientId("unused");
        placeholders.setClientSecret("unused");
        component.setConfiguration(placeholders);
        camel.addComponent(scheme, component);
        return scheme;
    }

    /** Makes a client from the credentials file: a service account or an authorized user, with its own token_uri. */
    private record Factory(CalendarConfig config, Duration timeout) implements GoogleCalendarClientFactory {
        @Override
        public Calendar makeClient(
                String clientId,
                String clientSecret,
                Collection<String> scopes,
                String applicationName,
                String refreshToken,
                String accessToken,
                String emailAddress,
                String p12FileName,
                String user) {
            return client();
        }

        @Override
        public Calendar makeClient(
                CamelContext camel,
                String serviceAccountKey,
                Collection<String> scopes,
                String application,
                String delegate) {
            return client();
        }

        private Calendar client() {
            HttpCredentialsAdapter credentials = new HttpCredentialsAdapter(credentials());
            HttpRequestInitializer initializer = request -> {
                credentials.initialize(request);
                // At the last moment: the client sets its own parser after this.
                request.setInterceptor(sent -> sent.setParser(new PageParser()));
                request.setConnectTimeout((int) timeout.toMillis());
                request.setReadTimeout((int) timeout.toMillis());
            };
            return new Calendar.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), initializer)
                    .setRootUrl(config.rootUrl().toString())
                    .setApplicationName("Syncline")
                    .build();
        }

        private GoogleCredentials credentials() {
            try {
                byte[] json = Files.readAllBytes(config.credentials());
                return withTokenUri(GoogleCredentials.fromStream(new ByteArrayInputStream(json)), json)
                        .createScoped(List.of(CalendarScopes.CALENDAR_READONLY));
            } catch (IOException e) {
                throw new PermanentSyncException(
                        "the credentials file " + config.credentials()
                                + " cannot be read; expected a service account or authorized user file",
                        e);
            }
        }

        /** The library reads the token_uri of a service account, and passes over that of an authorized user. */
        private static GoogleCredentials withTokenUri(GoogleCredentials credentials, byte[] json) throws IOException {
            if (!(credentials instanceof UserCredentials user)) {
                return credentials;
            }
            Object tokenUri = GsonFactory.getDefaultInstance()
                    .fromString(new String(json, StandardCharsets.UTF_8), GenericJson.class)
                    .get("token_uri");
            return tokenUri == null
                    ? user
                    : user.toBuilder()
                            .setTokenServerUri(URI.create(tokenUri.toString()))
                            .build();
        }
    }
}
