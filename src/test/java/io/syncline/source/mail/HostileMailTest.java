package io.syncline.source.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.connector.Organization;
import io.syncline.event.Delivery;
import io.syncline.event.SourceEvent;
import io.syncline.hostile.Hostile;
import io.syncline.hostile.Mutations;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a mail is made of, it becomes an event that can be kept or a dead letter, and soon. */
class HostileMailTest {
    private static final Instant INTERNAL = Instant.parse("2026-03-04T05:06:07Z");

    private final MailTranslator translator =
            new MailTranslator(new Organization(Set.of("acme.example"), "US"), AutomatedMailRule.EXCLUDE);

    @Test
    void goodMails_areEvents() {
        assertThat(HostileMails.good("x@b.example"))
                .allSatisfy(mail -> assertThat(translate(mail)).isPresent());
    }

    @Test
    void mutatedMail_isAnEventOrADeadLetter() {
        int events = 0;
        for (byte[] mail : HostileMails.good("x@b.example")) {
            for (int seed = 0; seed < 700; seed++) {
                events += translate(Mutations.mutated(mail, seed)).isPresent() ? 1 : 0;
            }
        }

        assertThat(events).isGreaterThan(1_500);
    }

    @Test
    void mailCutAnywhere_isAnEventOrADeadLetter() {
        for (byte[] mail : HostileMails.good("x@b.example")) {
            for (int length = 0; length < mail.length; length++) {
                translate(Arrays.copyOf(mail, length));
            }
        }
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void mailMadeToExhaustItsReader_isAnEventSoon() {
        HostileMails.bombs()
                .forEach((name, bomb) ->
                        assertThat(translate(bomb.get())).as(name).isPresent());
    }

    @Test
    void textOfAnyCharset_isReadOrReplaced() {
        var random = new Random(7);
        var names = new ArrayList<>(Charset.availableCharsets().keySet());
        names.addAll(
                List.of("", "x", "utf-8\r\nX-Injected: yes", "../../etc/passwd", "utf-8;drop", "\u0000", "é", "utf-7"));
        byte[] junk = new byte[2_000];
        for (String charset : names) {
            random.nextBytes(junk);
            String word = Base64.getEncoder().encodeToString(Arrays.copyOf(junk, 40));
            String head = "From: =?" + charset + "?b?" + word + "?= <a@b.example>\r\nSubject: =?" + charset
                    + "?q?=FF=FE=00?=" + "\r\nContent-Type: text/plain; charset=\"" + charset + "\"\r\n\r\n";
            String mail = head + new String(junk, StandardCharsets.ISO_8859_1);

            assertThat(translate(mail.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(charset)
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon, 2 Feb 99999 10:00:00 +0000",
                "Mon, 2 Feb -2026 10:00:00 +0000",
                "+292278994-08-17T07:12:55Z",
                "-999999999-01-01T00:00:00Z",
                "9999999999999999999 Feb 2026 10:00:00 +0000",
                "\u0000"
            })
    void dateThatNoMailCanHave_isPassedOver(String date) {
        var event = translate(("From: a@b.example\r\nDate: " + date + "\r\n\r\nhi").getBytes(StandardCharsets.UTF_8));

        assertThat(event.orElseThrow().facts().occurredAt()).isEqualTo(INTERNAL);
    }

    @Test
    void recipientsWithoutNumber_areTheFirstTwoThousand() {
        byte[] mail = HostileMails.bombs().get("group of 50,000").get();

        var people = translate(mail).orElseThrow().facts().participants();

        assertThat(people).hasSize(2_000);
        assertThat(people.get(1).address()).hasToString("r0@c.example");
        assertThat(people.get(1999).name()).isEqualTo("R1998");
    }

    private Optional<SourceEvent> translate(byte[] mail) {
        var context = MailContext.whole("INBOX", "me@mail.example", INTERNAL);
        return Hostile.translate(
                translator,
                new Delivery("mailbox", "INBOX;1;1", "message/rfc822", mail, Map.copyOf(context), INTERNAL));
    }
}
