package io.syncline.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.intake.Database;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks over real HTTP, answered as the contract says. */
@QuarkusTest
class WebhookIT {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ORIGIN = "https://www.acme.example";
    private static final int MEBIBYTE = 1024 * 1024;

    @TestHTTPResource("/webhooks/")
    URI root;

    @Inject
    ObjectMapper json;

    @Inject
    Database database;

    @Inject
    MeterRegistry registry;

    @Inject
    Clock clock;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void call_isCreatedThenADuplicateWithItsOwnSighting() throws Exception {
        String call = "c-" + UUID.randomUUID();
        String body = call(call, 1, "ringing");

        var first = post("calls", body, "Authorization", "Bearer calls-token");
        var second = post("calls", body, "Authorization", "Bearer calls-token-before");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("content-type")).contains("application/json");
        assertThat(json.readTree(first.body()))
                .isEqualTo(json.readTree("{\"eventKey\": \"call:v1:calls:" + call + ":1\", \"outcome\": \"created\"}"));
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json.readTree(second.body()).path("outcome").asText()).isEqualTo("duplicate");
        assertThat(sightings("call:v1:calls:" + call + ":1")).isEqualTo(2);
    }

    @Test
    void statesOfACallInAnyOrderAndRepeated_areOneCallWithItsFinalState() throws Exception {
        Set<String> results = new HashSet<>();
        var random = new Random(7);
        for (int round = 0; round < 12; round++) {
            String call = "order-" + UUID.randomUUID();
            List<String> bodies = new ArrayList<>(List.of(
                    call(call, 0, "initiated"),
                    call(call, 1, "ringing"),
                    call(call, 2, "answered"),
                    state(call, 3, "completed", "\"durationSeconds\": 60, \"agent\": \"alice@acme.example\""),
                    state(call, 4, "recorded", "\"recordingUrl\": \"https://calls.example/r/1\"")));
            bodies.addAll(List.copyOf(bodies));
            Collections.shuffle(bodies, random);
            for (String body : bodies) {
                assertThat(post("calls", body, "Authorization", "Bearer calls-token")
                                .statusCode())
                        .isEqualTo(200);
            }
            results.add(database.text(
                    """
                    select status || ' ' || direction || ' ' || occurred_at || ' ' || ended_at || ' ' || cast(attributes as text)
                        || (select string_agg(role || coalesce(address, name), ',' order by ordinal)
                            from participant p where p.activity_id = a.id)
                    from activity a where external_id = :id""",
                    Map.of("id", call)));
            assertThat(database.count("activity where external_id = :id", Map.of("id", call)))
                    .isEqualTo(1);
        }

        assertThat(results)
                .singleElement()
                .asString()
                .startsWith("completed inbound")
                .contains("alice@acme.example");
    }

    @Test
    void batch_isAnsweredItemByItem() throws Exception {
        String call = "batch-" + UUID.randomUUID();
        String one = call(call, 1, "ringing");

        var mixed = post("calls", "[" + one + ", {\"callId\": 7}, " + one + "]", "Authorization", "Bearer calls-token");
        var good = post("calls", "[" + one + "]", "Authorization", "Bearer calls-token");
        var empty = post("calls", "[]", "Authorization", "Bearer calls-token");

        assertThat(mixed.statusCode()).isEqualTo(202);
        assertThat(outcomes(mixed)).containsExactly("created", "dead", "duplicate");
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(outcomes(good)).containsExactly("duplicate");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(json.readTree(empty.body())).isEqualTo(json.readTree("{\"results\": []}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{\"callId\": \"x\"}",
                "{\"callId\": {}, \"status\": \"ringing\"}",
                "{\"callId\": \"x\", \"callId\": \"y\", \"status\": \"ringing\"}",
                "{\"callId\": \"a\\u0000\", \"status\": \"ringing\"}",
                "[1, 2",
                "7",
                "null",
                "\0"
            })
    void authenticButUnreadableBody_isADeadLetterWithItsBytes(String body) throws Exception {
        var answer = post("calls", body, "Authorization", "Bearer calls-token");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(outcome(answer)).isEqualTo("dead");
        assertThat(database.count(
                        "sync_event where event_key = :key and payload = :payload",
                        Map.of("key", eventKey(answer), "payload", body.getBytes(UTF_8))))
                .isEqualTo(1);
    }

    @Test
    void nulAndHalfSurrogateInText_areReplaced() throws Exception {
        String call = "nul-" + UUID.randomUUID();
        String body = state(call, 1, "completed", "\"note\": \"a\\u0000b\\ud800c\", \"agent\": \"Al\\u0000ice\"");

        var answer = post("calls", body, "Authorization", "Bearer calls-token");

        assertThat(outcome(answer)).isEqualTo("created");
    }

    @Test
    void deepNestingAndBadBytes_areDeadLetters() throws Exception {
        byte[] bad = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};

        assertThat(post("calls", "[".repeat(100_000), "Authorization", "Bearer calls-token")
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(request("calls", bad, "Authorization", "Bearer calls-token"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(post("calls", "{}", "Authorization", "Bearer calls-token", "Content-Type", "text/x; charset=none")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void withoutTheToken_nothingIsStored() throws Exception {
        String call = "forged-" + UUID.randomUUID();
        double before = rejected("calls", "not-authentic");

        var wrong = post("calls", call(call, 1, "ringing"), "Authorization", "Bearer nope");
        var none = post("calls", call(call, 1, "ringing"));

        assertThat(List.of(wrong.statusCode(), none.statusCode())).containsOnly(401);
        assertThat(none.headers().firstValue("www-authenticate")).contains("Bearer realm=\"syncline\"");
        assertThat(json.readTree(none.body()).has("error")).isTrue();
        assertThat(rejected("calls", "not-authentic")).isEqualTo(before + 2);
        assertThat(database.count("sync_event where external_id = :id", Map.of("id", call)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "calls-off", "..%2fcalls", "%00", "calls%20"})
    void unknownOrDisabledConnector_isNotFoundUnderOneLabel(String connector) throws Exception {
        double before = rejected("unknown", "unknown-connector");

        var answer = post(connector, "{}", "Authorization", "Bearer calls-token");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(rejected("unknown", "unknown-connector")).isEqualTo(before + 1);
        assertThat(registry.find("syncline.webhook.rejected")
                        .tag("connector", connector)
                        .counter())
                .isNull();
    }

    @Test
    void otherMethod_isNotAllowed() throws Exception {
        var get = send(HttpRequest.newBuilder(root.resolve("calls")).GET().build());

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("allow")).contains("POST, OPTIONS");
    }

    @Test
    void largestBody_isTakenAndOneByteMoreIsNot() throws Exception {
        String most = "x".repeat(MEBIBYTE);

        assertThat(post("calls", most, "Authorization", "Bearer calls-token").statusCode())
                .isEqualTo(202);
        assertThat(post("calls", most + "x", "Authorization", "Bearer calls-token")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void chunkedBodyThatIsTooLarge_isTurnedAwayBeforeItEnds() throws Exception {
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write(String.join(
                            "\r\n",
                            "POST /webhooks/calls HTTP/1.1",
                            "Host: x",
                            "Authorization: Bearer calls-token",
                            "Transfer-Encoding: chunked",
                            "\r\n")
                    .getBytes(UTF_8));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(UTF_8);
            for (int i = 0; i < 20; i++) {
                out.write(chunk);
            }
            out.flush();

            assertThat(statusLine(socket.getInputStream())).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void bodyThatBreaksOff_leavesNothing() throws Exception {
        String call = "broken-" + UUID.randomUUID();
        String body = call(call, 1, "ringing");
        raw("Content-Length: " + (body.length() + 10), body);

        // The next request shows that the server goes on.
        assertThat(post("calls", call(call + "-next", 1, "ringing"), "Authorization", "Bearer calls-token")
                        .statusCode())
                .isEqualTo(200);
        assertThat(database.count("sync_event where external_id = :id", Map.of("id", call)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -1", "Content-Length: 5x", "Transfer-Encoding: chunked"})
    void badFraming_isNoRequest(String header) throws Exception {
        try (var socket = raw(header, "zz\r\n{}")) {
            // A chunk that cannot be read ends the connection, headers that cannot be read get an answer.
            assertThat(statusLine(socket.getInputStream())).matches("|HTTP/1.1 400 .*");
        }
    }

    @Test
    void twilioCallback_isAuthenticByTwiliosOwnSignature() throws Exception {
        String call = "CA" + UUID.randomUUID().toString().replace("-", "");
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "CallSid", call,
                "CallStatus", "in-progress",
                "SequenceNumber", "2",
                "Timestamp", "Mon, 02 Mar 2026 10:00:00 +0000",
                "Direction", "inbound",
                "From", "+14155550123",
                "To", "+14155550100",
                "CallerName", "Zoë & Söhne = + %"));
        String signature =
                TwilioSigner.sign("twilio-token", "https://hooks.acme.example/webhooks/twilio?tenant=1", parameters);
        String token = UUID.randomUUID().toString();

        var first = twilio(parameters, signature, token);
        var again = twilio(parameters, signature, token);
        var forged = twilio(parameters, signature.replaceFirst("^.", "_"), token);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(outcome(first)).isEqualTo("created");
        assertThat(eventKey(first)).isEqualTo("call:v1:twilio:" + call + ":in-progress:2");
        assertThat(outcome(again)).isEqualTo("duplicate");
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.headers().firstValue("www-authenticate")).isEmpty();
        assertThat(sightings(eventKey(first))).isEqualTo(1);
        assertThat(database.count(
                        "sync_event where event_key = :key and payload = :payload",
                        Map.of(
                                "key",
                                eventKey(first),
                                "payload",
                                form(parameters).getBytes(UTF_8))))
                .isEqualTo(1);
    }

    @Test
    void formField_isNoHeader() throws Exception {
        String body = "CallSid=CA1&CallStatus=ringing&X-Twilio-Signature=x&Authorization=Bearer+calls-token";

        assertThat(post("twilio", body, "Content-Type", FORM).statusCode()).isEqualTo(401);
        assertThat(post("calls", body, "Content-Type", FORM).statusCode()).isEqualTo(401);
    }

    @Test
    void signedLeadWithoutId_isOneLeadHoweverOftenItIsSent() throws Exception {
        String message = "msg_" + UUID.randomUUID();
        String body = "{\"email\": \"" + UUID.randomUUID() + "@customer.example\", \"name\": \"Ada\"}";

        var first = signedLead(message, clock.instant().getEpochSecond(), body);
        var again = signedLead(message, clock.instant().getEpochSecond() - 5, body);
        var late = signedLead(message, clock.instant().getEpochSecond() - 301, body);

        assertThat(eventKey(first)).isEqualTo("lead:v1:leads:" + message);
        assertThat(outcome(first)).isEqualTo("created");
        assertThat(outcome(again)).isEqualTo("duplicate");
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(sightings(eventKey(first))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void formOfAPage_makesALeadWithItsTouchAndTheSameAgainIsADuplicate(boolean multipart) throws Exception {
        String email = UUID.randomUUID() + "@customer.example";
        Map<String, String> fields = new TreeMap<>(Map.of(
                "email",
                email,
                "name",
                "Zoë",
                "phone",
                "(415) 555-0177",
                "form",
                "demo",
                "utm_source",
                "google",
                "utm_medium",
                "cpc",
                "landingPage",
                "https://www.acme.example/",
                "website",
                ""));
        String type = multipart ? "multipart/form-data; boundary=xyz" : FORM;
        String body = multipart ? multipart(fields) : form(fields);

        var first = post("website", body, "Content-Type", type, "Origin", ORIGIN, "Accept", "text/html");
        var again = post("website", body, "Content-Type", type, "Origin", ORIGIN);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.headers().firstValue("content-type")).contains("application/json");
        assertThat(first.headers().firstValue("access-control-allow-origin")).contains(ORIGIN);
        assertThat(outcome(first)).isEqualTo("created");
        assertThat(outcome(again)).isEqualTo("duplicate");
        assertThat(database.count(
                        "attribution_touch t join identity i on i.contact_id = t.contact_id"
                                + " where i.value = :email and t.source = 'google' and t.medium = 'cpc'",
                        Map.of("email", email)))
                .isEqualTo(1);
        assertThat(database.count(
                        "contact c join identity i on i.contact_id = c.id where i.value = :email and c.name = 'Zoë'",
                        Map.of("email", email)))
                .isEqualTo(1);
    }

    @Test
    void honeypot_isExcludedAndNothingOfItKept() throws Exception {
        var answer = post("website", "email=robot@spam.example&website=" + UUID.randomUUID(), "Content-Type", FORM);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(outcome(answer)).isEqualTo("excluded");
        assertThat(database.count(
                        "sync_event where event_key = :key and payload is null", Map.of("key", eventKey(answer))))
                .isEqualTo(1);
    }

    @Test
    void otherPage_isTurnedAway() throws Exception {
        String email = UUID.randomUUID() + "@customer.example";
        for (String origin : List.of("https://evil.example", "null", "https://www.acme.example.evil.example")) {
            var answer = post("website", "email=" + email, "Content-Type", FORM, "Origin", origin);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
        assertThat(database.count("identity where value = :email", Map.of("email", email)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "website, https://www.acme.example, 204",
        "website, https://evil.example, 401",
        "nobody, https://www.acme.example, 404"
    })
    void preflight_isAnsweredByTheAllowList(String connector, String origin, int status) throws Exception {
        var answer = send(HttpRequest.newBuilder(root.resolve(connector))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .build());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("access-control-allow-origin"))
                .isEqualTo(status == 204 ? java.util.Optional.of(origin) : java.util.Optional.empty());
    }

    private HttpResponse<String> twilio(Map<String, String> parameters, String signature, String token)
            throws Exception {
        return post(
                "twilio?tenant=1",
                form(parameters),
                "Content-Type",
                FORM + "; charset=UTF-8",
                "X-Twilio-Signature",
                signature,
                "I-Twilio-Idempotency-Token",
                token);
    }

    private HttpResponse<String> signedLead(String id, long timestamp, String body) throws Exception {
        byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        String signature = "v1,bm8= v1," + StandardWebhooks.sign(key, id, "" + timestamp, body.getBytes(UTF_8));
        return post(
                "leads", body, "webhook-id", id, "webhook-timestamp", "" + timestamp, "webhook-signature", signature);
    }

    private Socket raw(String header, String body) throws Exception {
        var socket = new Socket(root.getHost(), root.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("POST /webhooks/calls HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer calls-token\r\n" + header
                                + "\r\n\r\n" + body)
                        .getBytes(UTF_8));
        socket.shutdownOutput();
        return socket;
    }

    private static String statusLine(InputStream in) throws Exception {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private HttpResponse<String> post(String connector, String body, String... headers) throws Exception {
        return send(request(connector, body.getBytes(UTF_8), headers));
    }

    private HttpRequest request(String connector, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(root.resolve(connector)).POST(BodyPublishers.ofByteArray(body));
        request.header("X-Test", "1");
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    private static String call(String callId, int sequence, String status) {
        return state(callId, sequence, status, "\"from\": \"+14155550123\", \"to\": \"+14155550100\"");
    }

    private static String state(String callId, int sequence, String status, String more) {
        return """
               {"callId": "%s", "sequence": %d, "status": "%s", "direction": "inbound",
                "occurredAt": "2026-03-02T10:0%d:00Z", %s}"""
                .formatted(callId, sequence, status, sequence, more);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String multipart(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "--xyz\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                        + field.getValue() + "\r\n")
                .collect(Collectors.joining("", "", "--xyz--\r\n"));
    }

    private List<String> outcomes(HttpResponse<String> answer) throws Exception {
        var outcomes = new ArrayList<String>();
        for (JsonNode result : json.readTree(answer.body()).path("results")) {
            outcomes.add(result.path("outcome").asText());
        }
        return outcomes;
    }

    private String outcome(HttpResponse<String> answer) throws Exception {
        return json.readTree(answer.body()).path("outcome").asText();
    }

    private String eventKey(HttpResponse<String> answer) throws Exception {
        return json.readTree(answer.body()).path("eventKey").asText();
    }

    private long sightings(String eventKey) {
        return database.count(
                "sighting s join sync_event e on e.id = s.event_id where e.event_key = :key", Map.of("key", eventKey));
    }

    private double rejected(String connector, String reason) {
        var counter = registry.find("syncline.webhook.rejected")
                .tag("connector", connector)
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
