package io.syncline.source.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.connector.Organization;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.Participant;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.SourceEvent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTranslatorTest {
    private static final Instant INTERNAL = Instant.parse("2026-03-04T05:06:07Z");
    private static final Organization ACME = new Organization(Set.of("acme.example"), "US");

    private final MailTranslator translator = new MailTranslator(ACME, AutomatedMailRule.EXCLUDE);

    @Test
    void translate_plainMail_saysWhatItSays() {
        var event = translate(
                """
                Return-Path: <bob@customer.example>
                Received: from a by b; Mon, 2 Feb 2026 10:00:09 +0000
                From: "Bob Buyer" <Bob@Customer.Example>
                To: Alice <alice@acme.example>, carol@acme.example
                Cc: dan@partner.example
                Subject: Quote  for
                 100 widgets
                Date: Mon, 2 Feb 2026 11:00:00 +0100
                Message-ID: <q1@customer.example>

                Hello Alice,  \r
                how much?
                """);

        assertThat(event.key().value()).isEqualTo("mail:v1:q1@customer.example");
        assertThat(event.activityKey()).isEqualTo("mail:q1@customer.example");
        assertThat(event.externalId()).isEqualTo("q1@customer.example");
        assertThat(event.facts().occurredAt()).isEqualTo(Instant.parse("2026-02-02T10:00:00Z"));
        assertThat(event.facts().subject()).isEqualTo("Quote for 100 widgets");
        assertThat(event.facts().body()).isEqualTo("Hello Alice,\nhow much?");
        assertThat(event.facts().direction()).isEqualTo(Direction.INBOUND);
        assertThat(event.facts().status()).isEqualTo("received");
        assertThat(event.facts().participants())
                .extracting(p -> p.role() + " " + p.address() + " " + p.name())
                .containsExactly(
                        "from bob@customer.example Bob Buyer",
                        "to alice@acme.example Alice",
                        "to carol@acme.example null",
                        "cc dan@partner.example null");
        assertThat(event.facts().attributes()).isEmpty();
        assertThat(event.exclusion()).isEmpty();
        assertThat(event.thread()).containsExactly("q1@customer.example");
    }

    @ParameterizedTest
    @CsvSource({
        "alice@acme.example, bob@customer.example, OUTBOUND, sent",
        "alice@sales.acme.example, bob@customer.example, OUTBOUND, sent",
        "bob@customer.example, alice@acme.example, INBOUND, received",
        "alice@acme.example, carol@acme.example, INTERNAL, sent",
        "me@mail.example, bob@customer.example, OUTBOUND, sent",
        "bob@customer.example, me@mail.example, INBOUND, received"
    })
    void translate_direction_isSeenFromTheOrganization(String from, String to, Direction direction, String status) {
        var facts = translate("From: " + from + "\nTo: " + to + "\n\nhi", "me@mail.example")
                .facts();

        assertThat(facts.direction()).isEqualTo(direction);
        assertThat(facts.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a.B@host.example>",
                "a.B@host.example",
                " < a.B@\n host.example > ",
                "<a.B@host.example> (added by relay)",
                "(comment) <a.B@host.example>",
                "<>\nMessage-ID: <a.B@host.example>"
            })
    void translate_messageIdHoweverWritten_isOneKey(String written) {
        assertThat(translate("From: a@b.example\nMessage-ID: " + written + "\n\nhi")
                        .key()
                        .value())
                .isEqualTo("mail:v1:a.B@host.example");
    }

    @Test
    void translate_veryLongMessageId_isCompactedAlikeInKeyAndThread() {
        String id = "x".repeat(2000) + "@host.example";
        var mail = translate("From: a@b.example\nMessage-ID: <" + id + ">\n\nhi");
        var reply = translate("From: a@b.example\nMessage-ID: <r@host.example>\nIn-Reply-To: <" + id + ">\n\nhi");

        assertThat(mail.key().value()).startsWith("mail:v1:sha256:").hasSize("mail:v1:sha256:".length() + 64);
        assertThat(reply.thread()).containsExactly("r@host.example", mail.externalId());
    }

    @Test
    void translate_noMessageId_isKeyedByContent() {
        String mail = "From: a@b.example\nSubject: hi\nDate: Mon, 2 Feb 2026 11:00:00 +0100\n\nbody\n";

        var first = translate("Received: by x; Mon, 2 Feb 2026 11:00:00 +0100\n" + mail);
        var again = translate(mail.replace("\n", "\r\n") + "\r\n");
        var other = translate(mail.replace("body", "another body"));

        assertThat(first.key().value()).isEqualTo("mail:v1:sha256:" + first.contentHash());
        assertThat(again.key()).isEqualTo(first.key());
        assertThat(other.key()).isNotEqualTo(first.key());
    }

    @Test
    void contentHash_copyInSentAndInInbox_isTheSame() {
        String mail =
                "From: a@acme.example\nTo: b@x.example\nSubject: S\nMessage-ID: <1@acme.example>\nDate: Mon, 2 Feb 2026 11:00:00 +0100\n";
        var sent = translate(mail + "Bcc: secret@acme.example\nX-Mozilla-Status: 1\n\ntext  \nmore");
        var inbox = translate("Return-Path: <a@acme.example>\nReceived: by mx; Mon, 2 Feb 2026 11:01:00 +0100\n"
                + mail.replace("\n", "\r\n") + "\r\ntext\r\nmore\r\n\r\n");

        assertThat(inbox.contentHash()).isEqualTo(sent.contentHash());
        assertThat(sent.facts().participants()).extracting(Participant::role).containsExactly("from", "to", "bcc");
    }

    @Test
    void translate_noDate_takesTheFirstHopThenTheServersDate() {
        var hop = translate(
                """
                Received: from b by c; Mon, 2 Feb 2026 12:00:00 +0000
                Received: from a by b (x; y); Mon, 2 Feb 2026 11:00:00 +0000
                From: a@b.example
                Date: yesterday

                hi
                """);
        var none = translate("From: a@b.example\nDate: soon\n\nhi");

        assertThat(hop.facts().occurredAt()).isEqualTo(Instant.parse("2026-02-02T11:00:00Z"));
        assertThat(none.facts().occurredAt()).isEqualTo(INTERNAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon, 2 Feb 2026 10:00:00 +0000",
                "2 Feb 2026 10:00:00 GMT",
                "Mon, 2 Feb 2026 02:00:00 PST",
                "Mon, 02 Feb 26 10:00 +0000 (UTC)",
                "2026-02-02T10:00:00Z",
                "2026-02-02 11:00:00+01:00"
            })
    void translate_dateHoweverWritten_isRead(String date) {
        assertThat(translate("From: a@b.example\nDate: " + date + "\n\nhi")
                        .facts()
                        .occurredAt())
                .isEqualTo(Instant.parse("2026-02-02T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?utf-8?q?M=C3=BCller?= | Müller",
                "=?UTF-8?B?w5xiZXI=?= =?UTF-8?B?cmFzY2h1bmc=?= | Überraschung",
                "=?utf-8?q?tor=C3?= =?utf-8?q?=BC_open?= | torü open",
                "Re: =?koi8-r?b?8NLJ18XU?= | Re: Привет",
                "=?x-no-such?q?caf=C3=A9?= | café",
                "=?utf-8?q?broken=ZZ?= | broken=ZZ",
                "=?utf-8?x?nonsense?= | =?utf-8?x?nonsense?=",
                "\"=?utf-8?q?quoted=20word?=\" | \"quoted word\"",
                "=?iso-8859-1*de?q?Gr=FC=DFe?= | Grüße"
            })
    void translate_encodedWords_areReadAsMailersWriteThem(String written, String read) {
        assertThat(translate("From: a@b.example\nSubject: " + written + "\n\nhi")
                        .facts()
                        .subject())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, UTF-8",
        "iso-8859-1, ISO-8859-1",
        "x-unknown, UTF-8",
        "x-unknown, ISO-8859-1",
        "utf-8, windows-1252",
        "us-ascii, UTF-8",
        "windows-1250, windows-1250"
    })
    void translate_charsetNamedOrNot_showsTheText(String named, String real) {
        byte[] mail = ("From: a@b.example\nContent-Type: text/plain; charset=" + named
                        + "\nContent-Transfer-Encoding: 8bit\n\nGrüße")
                .getBytes(Charset.forName(real));

        var body = translate(mail, "x@y.example").facts().body();

        if (named.equals("utf-8") && !real.equals("UTF-8")) {
            assertThat(body).startsWith("Gr").contains("\uFFFD");
        } else {
            assertThat(body).isEqualTo("Grüße");
        }
    }

    @Test
    void translate_rawEightBitHeaders_areReadable() {
        byte[] utf8 = "From: Zoë <z@b.example>\nSubject: Grüße\n\nhi".getBytes(StandardCharsets.UTF_8);
        byte[] latin = "From: Zoë <z@b.example>\nSubject: Grüße\n\nhi".getBytes(StandardCharsets.ISO_8859_1);

        for (byte[] mail : List.of(utf8, latin)) {
            var facts = translate(mail, "x@y.example").facts();
            assertThat(facts.subject()).isEqualTo("Grüße");
            assertThat(facts.participants().get(0).name()).isEqualTo("Zoë");
        }
    }

    @Test
    void translate_nulAndHalfSurrogates_areReplacedBecausePostgresRefusesThem() {
        var facts = translate(
                        """
                        From: "a\0b" <a@b.example>
                        Subject: =?utf-8?q?x=00y?=
                        Content-Type: text/plain; charset=utf-16be
                        Content-Transfer-Encoding: base64

                        AGEAANgAAGI=
                        """)
                .facts();

        assertThat(facts.subject()).isEqualTo("x\uFFFDy");
        assertThat(facts.body()).startsWith("a\uFFFD").doesNotContain("\u0000", "\uD800");
        assertThat(facts.participants().get(0).name()).doesNotContain("\u0000");
    }

    @Test
    void translate_htmlOnly_showsItsText() {
        var facts = translate(
                        """
                        From: a@b.example
                        Content-Type: text/html; charset=utf-8

                        <html><head><title>t</title><style>p {color: red}</style></head><body><script>x()</script>
                        <p>Hello&nbsp;<b>Alice</b>,</p><p>two<br>lines</p><ul><li>one</li><li>two</li></ul>
                        <table><tr><td>a</td><td>b</td></tr></table></body></html>
                        """)
                .facts();

        assertThat(facts.body())
                .contains("Hello Alice,", "two\nlines", "- one\n- two", "a b")
                .doesNotContain("color", "x()", "<");
    }

    @Test
    void translate_nestedMultiparts_takesPlainTextAndListsAttachments() {
        var facts = translate(
                        """
                        From: a@b.example
                        MIME-Version: 1.0
                        Content-Type: multipart/mixed; boundary=outer

                        preamble
                        --outer
                        Content-Type: multipart/related; boundary=rel

                        --rel
                        Content-Type: multipart/alternative; boundary=alt

                        --alt
                        Content-Type: text/plain

                        the plain text
                        --alt
                        Content-Type: text/html

                        <p>the html</p>
                        --alt--
                        --rel
                        Content-Type: image/png; name="=?utf-8?q?l=C3=B6go.png?="
                        Content-Transfer-Encoding: base64
                        Content-Disposition: inline

                        AAECAwQF
                        --rel--
                        --outer
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename*=utf-8''Angebot%20%E2%82%AC.pdf

                        %PDF
                        --outer
                        Content-Type: message/rfc822

                        From: c@d.example
                        Subject: The forwarded one

                        inner
                        --outer--
                        """)
                .facts();

        assertThat(facts.body()).isEqualTo("the plain text");
        assertThat(facts.attributes().get("attachments"))
                .isEqualTo(List.of(
                        Map.of("name", "lögo.png", "type", "image/png", "size", 6L),
                        Map.of("name", "Angebot €.pdf", "type", "application/pdf", "size", 4L),
                        Map.of("name", "The forwarded one", "type", "message/rfc822", "size", 51L)));
    }

    @Test
    void translate_alternativeWithEmptyPlainText_takesTheHtml() {
        var facts = translate(
                        """
                        From: a@b.example
                        Content-Type: multipart/alternative; boundary=alt

                        --alt
                        Content-Type: text/plain

                        \s
                        --alt
                        Content-Type: text/html

                        <p>the html</p>
                        --alt--
                        """)
                .facts();

        assertThat(facts.body()).isEqualTo("the html");
    }

    @Test
    void translate_thread_isOwnIdThenWhatItAnswers() {
        var event = translate(
                """
                From: a@b.example
                Message-ID: <3@b.example>
                In-Reply-To: Your message of Monday <2@b.example>, <a@b.example>
                References: <1@b.example>
                 <2@b.example>

                hi
                """);

        assertThat(event.thread()).containsExactly("3@b.example", "2@b.example", "1@b.example");
    }

    @Test
    void translate_thousandReferences_keepsTheFirstAndTheLatest() {
        var references = new StringBuilder("References:");
        for (int i = 0; i < 1000; i++) {
            references.append("\n <").append(i).append("@r.example>");
        }
        var event = translate("From: a@b.example\nMessage-ID: <own@b.example>\n" + references + "\n\nhi");

        assertThat(event.thread())
                .hasSize(50)
                .startsWith("own@b.example", "0@r.example")
                .endsWith("999@r.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Auto-Submitted: auto-replied (vacation) | automated: Auto-Submitted auto-replied",
                "Auto-Submitted: auto-generated; owner-email=x | automated: Auto-Submitted auto-generated",
                "List-Id: <news.customer.example> | automated: List-Id",
                "Precedence: Bulk | automated: Precedence bulk",
                "X-Auto-Response-Suppress: All | automated: X-Auto-Response-Suppress",
                "Return-Path: <> | automated: Return-Path empty",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b | automated: Content-Type multipart/report delivery-status"
            })
    void translate_automatedMail_isExcludedAndSaysWhy(String header, String reason) {
        var exclusion = translate("From: a@b.example\n" + header + "\n\nhi").exclusion();

        assertThat(exclusion).contains(new SourceEvent.Exclusion(reason, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto-Submitted: no", "Precedence: first-class", "Return-Path: <a@b.example>"})
    void translate_mailOfAPerson_isNotAutomated(String header) {
        assertThat(translate("From: a@b.example\n" + header + "\n\nhi").exclusion())
                .isEmpty();
    }

    @Test
    void translate_automatedMailByRuleFile_isFiledAndMarked() {
        var filing = new MailTranslator(ACME, AutomatedMailRule.FILE);

        var event = filing.translate(
                delivery("From: a@b.example\nAuto-Submitted: auto-replied\n\nhi".getBytes(StandardCharsets.UTF_8)));

        assertThat(event.exclusion()).isEmpty();
        assertThat(event.facts().attributes()).containsEntry("automated", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "no header at all", "Content-Type: text/plain\n\nhi", "\u0000\u0001\u0002"})
    void translate_nothingOfAMail_isADeadLetterWithAReason(String bytes) {
        assertThatThrownBy(() -> translate(bytes))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessageStartingWith("not a mail: none of the headers From, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/mixed\n\nno boundary, no parts",
                "Content-Type: multipart/mixed; boundary=b\n\nnever opened",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nnever closed",
                "Content-Type: multipart/mixed; boundary=b\n\n--b--",
                "Content-Type: ;;;=\n\nbody",
                "Content-Type: text/plain;; charset==x\n\nbody",
                "Content-Transfer-Encoding: base64\n\n!!!! not base64 ####",
                "Content-Transfer-Encoding: quoted-printable\n\n5=€ =",
                "Content-Transfer-Encoding: x-nonsense\n\nbody",
                "Content-Type: message/rfc822\n\n",
                "Content-Disposition: ????\n\nbody",
                "To: ,;:<<>>\nCc: \"unclosed <x@y.example>\nBcc: (((\n\nbody",
                "References: <<<>>> <\nIn-Reply-To: >\n\nbody",
                ": no name\nno colon\n\nbody"
            })
    void translate_brokenMail_isStillAMail(String rest) {
        var event = translate("From: Somebody <a@b.example>\n" + rest);

        assertThat(event.facts().participants().get(0).address()).hasToString("a@b.example");
    }

    @Test
    void translate_multipartsNestedWithoutEnd_doesNotExhaustTheReader() {
        var mail = new StringBuilder("From: a@b.example\n");
        for (int i = 0; i < 2000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        mail.append("Content-Type: text/plain\n\ndeep");

        assertThat(translate(mail.toString()).key()).isNotNull();
    }

    @Test
    void translate_largeBody_isBoundedOnTheTimeline() {
        var facts =
                translate("From: a@b.example\n\n" + "😀 words ".repeat(40_000)).facts();

        assertThat(facts.body()).hasSizeLessThanOrEqualTo(64 * 1024);
        assertThat(facts.attributes()).containsEntry("bodyTruncated", true);
    }

    @Test
    void translate_cutMail_doesNotTellTheSizeOfWhatWasCut() {
        byte[] mail =
                """
                From: a@b.example
                Content-Type: multipart/mixed; boundary=b

                --b

                text
                --b
                Content-Type: application/zip; name=big.zip

                PK...."""
                        .getBytes(StandardCharsets.UTF_8);
        var delivery = new Delivery(
                "mailbox",
                "INBOX;1;1",
                MailContext.CONTENT_TYPE,
                mail,
                MailContext.cut("INBOX", "x", INTERNAL, 100_000_000, mail.length),
                INTERNAL);

        var facts = translator.translate(delivery).facts();

        assertThat(facts.body()).isEqualTo("text");
        assertThat(facts.attributes())
                .containsEntry("truncated", true)
                .containsEntry("attachments", List.of(Map.of("name", "big.zip", "type", "application/zip")));
    }

    private SourceEvent translate(String mail) {
        return translate(mail, "mailbox@acme.example");
    }

    private SourceEvent translate(String mail, String mailbox) {
        return translate(mail.getBytes(StandardCharsets.UTF_8), mailbox);
    }

    private SourceEvent translate(byte[] mail, String mailbox) {
        return translator.translate(new Delivery(
                "mailbox",
                "INBOX;1;1",
                MailContext.CONTENT_TYPE,
                mail,
                MailContext.whole("INBOX", mailbox, INTERNAL),
                INTERNAL.plusSeconds(60)));
    }

    private static Delivery delivery(byte[] mail) {
        return new Delivery(
                "mailbox", "INBOX;1;1", "message/rfc822", mail, MailContext.whole("INBOX", "x", INTERNAL), INTERNAL);
    }
}
