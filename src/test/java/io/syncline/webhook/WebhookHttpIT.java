package io.syncline.webhook;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which HTTP brings a body, whatever it says. */
@QuarkusTest
class WebhookHttpIT {
    @TestHTTPResource("/webhooks/")
    URI root;

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void body_isTakenByEveryVersionOfHttp(HttpClient.Version version) throws Exception {
        HttpClient http = HttpClient.newBuilder().version(version).build();
        var request = HttpRequest.newBuilder(root.resolve("calls"))
                .header("Authorization", "Bearer calls-token")
                .POST(BodyPublishers.ofString(call()))
                // The client of Java cannot ask first and change to HTTP/2 at once.
                .expectContinue(version == HttpClient.Version.HTTP_1_1)
                .build();

        assertCreated(http.send(request, BodyHandlers.ofString()));
    }

    @Test
    void tooLargeBody_isTurnedAwayBeforeItIsSent() throws Exception {
        try (var socket = send("Content-Length: 1048577", "Expect: 100-continue", "", "")) {
            byte[] status = socket.getInputStream().readNBytes(12);

            assertThat(new String(status, UTF_8)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void chunkedBodyInPieces_isTakenWhole() throws Exception {
        var chunks = new StringBuilder();
        call().codePoints()
                .forEach(point -> chunks.append("1\r\n").appendCodePoint(point).append("\r\n"));
        String answer = raw("Transfer-Encoding: chunked", "Connection: close", "", chunks + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"created\"");
    }

    @Test
    void pipelinedRequests_areAnsweredInTheirOrder() throws Exception {
        String first = call();
        String second = "{}";
        String answer = raw(
                "Content-Length: " + first.length(),
                "",
                first + "POST /webhooks/calls HTTP/1.1",
                "Host: x",
                "Authorization: Bearer calls-token",
                "Connection: close",
                "Content-Length: " + second.length(),
                "",
                second);

        assertThat(answer).containsSubsequence("HTTP/1.1 200", "\"created\"", "HTTP/1.1 202", "\"dead\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16le", "iso-8859-1", "utf-8"})
    void otherCharset_isReadAsTheSenderSays(String name) throws Exception {
        Charset charset = Charset.forName(name);

        assertCreated(post(call().getBytes(charset), "application/json; charset=" + name));
        assertThat(post("{}".getBytes(UTF_16LE), "application/json").statusCode())
                .isEqualTo(202);
    }

    @Test
    void byteOrderMark_isNoPartOfABatch() throws Exception {
        var answer = post(("\uFEFF [" + call() + "]\n").getBytes(UTF_8), "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"results\"").contains("\"created\"");
    }

    private HttpResponse<String> post(byte[] body, String contentType) throws Exception {
        var request = HttpRequest.newBuilder(root.resolve("calls"))
                .headers("Authorization", "Bearer calls-token", "Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    /** What comes back for a request whose end is as given, until the server closes. */
    private String raw(String... lines) throws Exception {
        try (var socket = send(lines)) {
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(UTF_8);
        }
    }

    private Socket send(String... lines) throws Exception {
        var socket = new Socket(root.getHost(), root.getPort());
        socket.setSoTimeout(10_000);
        String head = "POST /webhooks/calls HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer calls-token\r\n";
        socket.getOutputStream().write((head + String.join("\r\n", lines)).getBytes(UTF_8));
        return socket;
    }

    private static void assertCreated(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"created\"");
    }

    private static String call() {
        return """
               {"callId": "http-%s", "sequence": 1, "status": "ringing", "direction": "inbound",
                "from": "+14155550123", "to": "+14155550100", "occurredAt": "2026-03-02T10:00:00Z"}"""
                .formatted(UUID.randomUUID());
    }
}
