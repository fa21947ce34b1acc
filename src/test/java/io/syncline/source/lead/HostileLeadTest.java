package io.syncline.source.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.event.Delivery;
import io.syncline.event.SourceEvent;
import io.syncline.hostile.Bodies;
import io.syncline.hostile.Bodies.Body;
import io.syncline.hostile.Hostile;
import io.syncline.hostile.Mutations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Whatever a form sends, it becomes a lead that can be kept or a dead letter, and soon. */
class HostileLeadTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-02T10:05:00Z");
    private static final Map<String, String> FIELDS = fields();
    private static final List<Body> GOOD = List.of(
            new Body(Bodies.JSON, bytes(Bodies.object(FIELDS))),
            new Body(
                    Bodies.FORM,
                    bytes("id=zebra7f3a&email=ada%40zebra7f3a.example&name=Zo%C3%AB+zebra7f3a&phone=%28415%29+555-0177"
                            + "&utm_source=zebra7f3a&message=Hi%0D%0Azebra7f3a&company=a&company=zebra7f3a")),
            new Body(Bodies.MULTIPART, bytes(multipart())));

    private final LeadTranslator translator = LeadTranslatorTest.translator();

    @Test
    void goodLeads_areEvents() {
        assertThat(GOOD).allSatisfy(body -> assertThat(translate(body)).isPresent());
    }

    @Test
    void mutatedLead_isAnEventOrADeadLetter() {
        for (Body body : GOOD) {
            for (int seed = 0; seed < 3_000; seed++) {
                translate(new Body(body.contentType(), Mutations.mutated(body.bytes(), seed)));
            }
        }
    }

    @Test
    void leadCutAnywhere_isAnEventOrADeadLetter() {
        for (Body body : GOOD) {
            for (int length = 0; length < body.bytes().length; length++) {
                translate(new Body(body.contentType(), Arrays.copyOf(body.bytes(), length)));
            }
        }
    }

    @Test
    void fieldOfAnyTypeAndSize_isAnEventOrADeadLetter() {
        assertThat(Bodies.spoiled(FIELDS)).hasSizeGreaterThan(300).allSatisfy(this::translate);
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void bodyMadeToExhaustItsReader_isDecidedSoon() {
        assertThat(Bodies.bombs()).allSatisfy((name, bomb) -> translate(bomb));
    }

    @Property(tries = 500)
    void anyBytesUnderAnyType_areAnEventOrADeadLetter(@ForAll byte[] bytes, @ForAll String parameter) {
        for (String type : List.of("", "application/json;", Bodies.FORM + ";", "multipart/form-data; boundary=")) {
            translate(new Body(type + parameter, bytes));
        }
    }

    private Optional<SourceEvent> translate(Body body) {
        return Hostile.translate(
                translator, new Delivery("website", "x", body.contentType(), body.bytes(), Map.of(), RECEIVED));
    }

    private static Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", "\"zebra7f3a-1\"");
        fields.put("submittedAt", "\"2026-03-02T10:00:00Z\"");
        fields.put("email", "\"ada@zebra7f3a.example\"");
        fields.put("phone", "\"(415) 555-0177\"");
        for (String text : List.of("form", "name", "company", "title", "message")) {
            fields.put(text, "\"zebra7f3a " + text + "\"");
        }
        fields.put("utm", "{\"source\": \"zebra7f3a\", \"medium\": \"cpc\", \"campaign\": \"zebra7f3a\"}");
        fields.put("landingPage", "\"https://www.acme.example/zebra7f3a\"");
        fields.put("referrer", "\"https://zebra7f3a.example/\"");
        return fields;
    }

    private static String multipart() {
        return """
               --b
               Content-Disposition: form-data; name="email"

               ada@zebra7f3a.example
               --b
               Content-Disposition: form-data; name="name"
               Content-Type: text/plain; charset=utf-8
               Content-Transfer-Encoding: quoted-printable

               Zo=C3=AB zebra7f3a
               --b
               Content-Disposition: form-data; name="message"
               Content-Transfer-Encoding: base64

               emVicmE3ZjNh
               --b
               Content-Disposition: form-data; name="file"; filename="zebra7f3a.zip"
               Content-Type: application/zip

               PK
               --b--
               """
                .replace("\n", "\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
