package io.syncline.source.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.Connectors;
import io.syncline.connector.LeadFormConfig;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.connector.WebhookSecurity;
import io.syncline.event.Delivery;
import io.syncline.event.LeadDetails;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.SourceEvent;
import io.syncline.event.SourceEvent.Exclusion;
import io.syncline.event.Touch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadTranslatorTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-02T10:05:00Z");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String LEAD =
            """
            {"id": "s-1", "form": "demo", "submittedAt": "2026-03-02T10:00:00Z", "email": "Ada@Customer.example",
             "name": "Ada  Lovelace", "phone": "(415) 555-0177", "company": "Customer Ltd", "title": "CTO", "message": "Hi",
             "utm": {"source": "google", "medium": "cpc", "campaign": "spring", "term": "crm", "content": "a"},
             "landingPage": "https://www.acme.example/demo", "referrer": "https://www.google.com/", "website": "https://customer.example"}""";

    private final LeadTranslator translator = translator();

    @Test
    void fullLead_isRead() {
        SourceEvent event = json(LEAD);

        assertThat(event.key().value()).isEqualTo("lead:v1:leads:s-1");
        assertThat(event.key().window()).isEmpty();
        assertThat(event.externalId()).isEqualTo("s-1");
        assertThat(event.exclusion()).isEmpty();
        assertThat(event.facts().occurredAt()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(event.facts().subject()).isEqualTo("Form demo");
        assertThat(event.facts().body()).isEqualTo("Hi");
        LeadDetails lead = event.lead().orElseThrow();
        assertThat(lead.email()).hasToString("ada@customer.example");
        assertThat(lead.phone()).hasToString("+14155550177");
        assertThat(lead.name()).isEqualTo("Ada Lovelace");
        assertThat(lead.touch())
                .isEqualTo(new Touch(
                        event.facts().occurredAt(),
                        "google",
                        "cpc",
                        "spring",
                        "crm",
                        "a",
                        "https://www.acme.example/demo",
                        "https://www.google.com/"));
    }

    @Test
    void fieldThatWasLeftEmpty_isToldFromOneThatWasNotAsked() {
        SourceEvent asked = form("email=ada%40customer.example&name=&title=%20");
        SourceEvent notAsked = form("email=ada%40customer.example");

        assertThat(asked.lead().orElseThrow().leftBlank()).containsExactlyInAnyOrder("name", "title");
        assertThat(asked.lead().orElseThrow().title()).isNull();
        assertThat(notAsked.lead().orElseThrow().leftBlank()).isEmpty();
        assertThat(json("{\"email\": \"ada@customer.example\", \"name\": null, \"title\": \"\"}")
                        .lead()
                        .orElseThrow()
                        .leftBlank())
                .containsExactly("title");
        assertThat(asked.key()).as("nothing was submitted in it").isEqualTo(notAsked.key());
    }

    @Test
    void formWithoutId_isKeyedByItsContentWithinTheWindow() {
        SourceEvent event = form("email=ada%40customer.example&name=Zo%C3%AB&utm_source=google&topic=a&topic=b");
        SourceEvent again = form("utm_source=google&name=Zo%C3%AB&email=ada%40customer.example&extra=1");
        SourceEvent other = form("email=ada%40customer.example&name=Zo%C3%AB&utm_source=bing");

        assertThat(event.key().window()).contains(Duration.ofDays(30));
        assertThat(event.key().value()).matches("lead:v1:website:[0-9a-f]{64}");
        assertThat(again.key()).isEqualTo(event.key());
        assertThat(other.key()).isNotEqualTo(event.key());
        assertThat(event.lead().orElseThrow().name()).isEqualTo("Zoë");
        assertThat(event.lead().orElseThrow().touch().source()).isEqualTo("google");
        assertThat(event.lead().orElseThrow().submittedAt()).isEqualTo(RECEIVED);
    }

    @Test
    void multipartForm_isReadAsTheOther_withoutFiles() {
        String body =
                """
                --x\r
                Content-Disposition: form-data; name="email"\r
                \r
                ada@customer.example\r
                --x\r
                Content-Disposition: form-data; name="name"\r
                \r
                Zoë\r
                --x\r
                Content-Disposition: form-data; name="phone"; filename="virus.exe"\r
                Content-Type: application/octet-stream\r
                \r
                4155550177\r
                --x--\r
                """;

        LeadDetails lead = translate("website", "multipart/form-data; boundary=x", body)
                .lead()
                .orElseThrow();

        assertThat(lead.email()).hasToString("ada@customer.example");
        assertThat(lead.name()).isEqualTo("Zoë");
        assertThat(lead.phone()).isNull();
    }

    @Test
    void signedMessageId_standsForAMissingId() {
        var delivery = new Delivery(
                "leads",
                "x",
                "application/json",
                "{\"email\": \"a@b.example\"}".getBytes(StandardCharsets.UTF_8),
                Map.of("webhook-id", "msg_1"),
                RECEIVED);

        assertThat(translator.translate(delivery).key().value()).isEqualTo("lead:v1:leads:msg_1");
    }

    @Test
    void leadOfUnknownOrigin_hasATouchOfUnknownOrigin() {
        Touch touch =
                json("{\"phone\": \"+442079460018\"}").lead().orElseThrow().touch();

        assertThat(touch).isEqualTo(new Touch(RECEIVED, null, null, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"application/json,'{\"website\": \"x\"}'", FORM + ",website=x&email=a%40b.example"})
    void filledHoneypot_isExcludedWithoutItsContent(String contentType, String body) {
        SourceEvent event = translate("website", contentType, body);

        assertThat(event.exclusion()).contains(new Exclusion("honeypot", false));
        assertThat(event.facts().participants()).isEmpty();
        assertThat(event.lead()).isEmpty();
    }

    @Test
    void longAndBrokenTexts_areCutAndMended() {
        SourceEvent event = json("{\"email\": \"a@b.example\", \"name\": \"" + "x".repeat(5_000)
                + "\", \"message\": \"a\\u0000\\ud800b\"}");

        assertThat(event.lead().orElseThrow().name()).hasSize(300);
        assertThat(event.facts().body()).isEqualTo("a\uFFFD\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\": \"nobody\", \"phone\": \"none\"}",
                "{\"email\": [\"a@b.example\"]}",
                "{\"email\": \"a@b.example\", \"utm\": \"google\"}",
                "{\"email\": \"a@b.example\", \"submittedAt\": 1772445600}",
                "{\"email\": \"a@b.example\", \"id\": true}",
                "[]",
                "email=a@b.example"
            })
    void unreadableLead_isRefusedWithoutItsContent(String body) {
        assertThatThrownBy(() -> json(body))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessageContaining("expected")
                .hasMessageNotContaining("b.example")
                .hasMessageNotContaining("nobody");
    }

    @Test
    void emptyForms_areRefused() {
        for (String type : List.of(FORM, "multipart/form-data", "multipart/form-data; boundary=x")) {
            assertThatThrownBy(() -> translate("website", type, "")).isInstanceOf(PermanentSyncException.class);
        }
    }

    private SourceEvent json(String body) {
        return translate("leads", "application/json", body);
    }

    private SourceEvent form(String body) {
        return translate("website", FORM, body);
    }

    private SourceEvent translate(String connector, String contentType, String body) {
        return translator.translate(
                new Delivery(connector, "x", contentType, body.getBytes(StandardCharsets.UTF_8), Map.of(), RECEIVED));
    }

    static LeadTranslator translator() {
        var config = new SynclineConfig(
                new Organization(Set.of("acme.example"), "US"),
                List.of(),
                List.of(connector("leads", "generic"), connector("website", "html")));
        return new LeadTranslator(new Connectors(config), config);
    }

    private static LeadFormConfig connector(String id, String provider) {
        var common = new Common(
                id, "revops@acme.example", true, Duration.ofDays(30), 3, Duration.ofMinutes(10), Duration.ofDays(3));
        var security = new WebhookSecurity(Optional.empty(), List.of(), Optional.empty());
        return new LeadFormConfig(common, provider, security, List.of(), "website");
    }
}
