package io.syncline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What happens to the demo by webhooks and in the CRM itself: a lead form, two calls and a deal. All of it is sent again
 * at every start, and nothing becomes double.
 */
@Singleton
@IfBuildProfile("dev")
class DemoStory {
    private static final Logger LOG = Logger.getLogger(DemoStory.class);
    private static final String JANE = "jane.doe@globex.example";
    private static final String JANES_PHONE = "+1 415 555 0123";
    private static final String ALICES_PHONE = "+1 415 555 0100";

    private final String callsSecret;
    private final String formSecret;
    private final String adminPassword;

    DemoStory(
            @ConfigProperty(name = "syncline.connectors.calls.secret") String callsSecret,
            @ConfigProperty(name = "syncline.connectors.website.secret") String formSecret,
            @ConfigProperty(name = "syncline.admin-password") String adminPassword) {
        this.callsSecret = callsSecret;
        this.formSecret = formSecret;
        this.adminPassword = adminPassword;
    }

    void play(@ObservesAsync HttpServerStart http) {
        try {
            var web = new DemoWeb(http.options().getPort(), adminPassword);
            keepUsers(web);
            sendLead(web);
            sendCalls(web);
            keepDeal(web);
            LOG.infof(
                    "the demo is on http://localhost:%d/ (user admin, password %s)",
                    http.options().getPort(), adminPassword);
        } catch (IOException e) {
            LOG.warn("the demo's story broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepUsers(DemoWeb web) throws IOException, InterruptedException {
        if (web.get("users?q=Alice").path("items").isEmpty()) {
            web.post(
                    "users",
                    Map.of(
                            "name", "Alice Example",
                            "emails", List.of("alice@acme.example"),
                            "phones", List.of(ALICES_PHONE)));
            web.post("users", Map.of("name", "Bob Baker", "emails", List.of("bob@acme.example")));
        }
    }

    private void sendLead(DemoWeb web) throws IOException, InterruptedException {
        web.webhook(
                "website",
                formSecret,
                Map.ofEntries(
                        Map.entry("id", "demo-lead-1"),
                        Map.entry("form", "Request a demo"),
                        Map.entry("submittedAt", "2026-11-02T09:12:00Z"),
                        Map.entry("email", JANE),
                        Map.entry("name", "Jane Doe"),
                        Map.entry("phone", JANES_PHONE),
                        Map.entry("company", "Globex"),
                        Map.entry("title", "Head of Fleet"),
                        Map.entry("message", "We run 120 vehicles and would like to see Acme Fleet."),
                        Map.entry("utm", Map.of("source", "google", "medium", "cpc", "campaign", "fleet-2026")),
                        Map.entry("landingPage", "https://www.acme.example/fleet"),
                        Map.entry("referrer", "https://www.google.com/")));
    }

    /** Out of order on purpose: the call is completed before it rings. */
    private void sendCalls(DemoWeb web) throws IOException, InterruptedException {
        var first = new Call("demo-call-1", "outbound", ALICES_PHONE, JANES_PHONE, "2026-11-03T15:00:00Z");
        web.webhook(
                "calls", callsSecret, first.state(3, "completed", "2026-11-03T15:12:30Z", 740, "Wants the planner"));
        web.webhook("calls", callsSecret, first.state(1, "ringing", "2026-11-03T15:00:02Z", 0, null));
        web.webhook("calls", callsSecret, first.state(2, "answered", "2026-11-03T15:00:10Z", 0, null));
        var second = new Call("demo-call-2", "inbound", JANES_PHONE, ALICES_PHONE, "2026-11-09T08:30:00Z");
        web.webhook("calls", callsSecret, second.state(1, "ringing", "2026-11-09T08:30:00Z", 0, null));
        web.webhook("calls", callsSecret, second.state(2, "missed", "2026-11-09T08:30:25Z", 0, null));
    }

    private void keepDeal(DemoWeb web) throws IOException, InterruptedException {
        if (!web.get("deals?q=Globex").path("items").isEmpty()) {
            return;
        }
        JsonNode jane = web.get("contacts?q=" + JANE).path("items").path(0);
        web.post(
                "deals",
                Map.of(
                        "name",
                        "Globex: Acme Fleet for 120 vehicles",
                        "accountId",
                        jane.path("accountId").asText(),
                        "stage",
                        "open",
                        "amount",
                        86_400,
                        "currency",
                        "CHF",
                        "contacts",
                        List.of(Map.of("contactId", jane.path("id").asText(), "role", "buyer"))));
    }

    private record Call(String id, String direction, String from, String to, String startedAt) {
        Map<String, Object> state(int sequence, String status, String at, int seconds, String note) {
            var call = new LinkedHashMap<String, Object>();
            call.put("id", id + "-" + sequence);
            call.put("callId", id);
            call.put("sequence", sequence);
            call.put("status", status);
            call.put("direction", direction);
            call.put("from", from);
            call.put("to", to);
            call.put("agent", "alice@acme.example");
            call.put("occurredAt", at);
            call.put("startedAt", startedAt);
            if (seconds > 0) {
                call.put("durationSeconds", seconds);
            }
            if (note != null) {
                call.put("note", note);
            }
            return call;
        }
    }
}
