package io.syncline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Calls this process the way its users and the senders of webhooks do: by HTTP. */
class DemoWeb {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;
    private final String basic;

    DemoWeb(int port, String adminPassword) {
        base = URI.create("http://127.0.0.1:" + port);
        basic = "Basic "
                + Base64.getEncoder().encodeToString(("admin:" + adminPassword).getBytes(StandardCharsets.UTF_8));
    }

    void webhook(String connector, String secret, Object body) throws IOException, InterruptedException {
        send(request("/webhooks/" + connector, "Bearer " + secret).POST(publish(body)));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request("/api/v1/" + path, basic).GET());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(request("/api/v1/" + path, basic).POST(publish(body)));
    }

    private HttpRequest.Builder request(String path, String authorization) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json");
    }

    private HttpRequest.BodyPublisher publish(Object body) throws IOException {
        return BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var request = builder.build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    request.method() + " " + request.uri().getPath() + " answered " + response.statusCode());
        }
        return json.readTree(response.body());
    }
}
