package io.syncline.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A mail of the story. Its Message-ID and its text never change, so that a restart of the demo sees the same mails again.
 *
 * @param id the left part of the Message-ID
 * @param inReplyTo the {@code id} of the mail it answers, or null
 */
record DemoMail(
        String folder,
        String id,
        String inReplyTo,
        Instant at,
        String from,
        String to,
        String subject,
        String contentType,
        String body) {
    private static final String ALICE = "Alice Example <alice@acme.example>";
    private static final String JANE = "Jane Doe <jane.doe@globex.example>";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** What Alice's mailbox holds. */
    static List<DemoMail> all() {
        return List.of(
                new DemoMail(
                        "Sent",
                        "welcome",
                        null,
                        Instant.parse("2026-11-02T10:30:00Z"),
                        ALICE,
                        JANE,
                        "Your demo of Acme Fleet",
                        TEXT,
                        """
                        Hello Jane,

                        thank you for your interest. Would Thursday at 15:00 your time suit you for a first look?

                        Alice
                        """),
                new DemoMail(
                        "INBOX",
                        "thursday",
                        "welcome",
                        Instant.parse("2026-11-02T14:05:00Z"),
                        JANE,
                        ALICE,
                        "Re: Your demo of Acme Fleet",
                        TEXT,
                        """
                        Hi Alice,

                        Thursday is fine. Could you show the maintenance planner? Our workshop in Zürich will join.

                        Jane
                        """),
                new DemoMail(
                        "Sent",
                        "proposal",
                        "thursday",
                        Instant.parse("2026-11-10T09:15:00Z"),
                        ALICE,
                        JANE,
                        "Re: Your demo of Acme Fleet - our proposal",
                        "multipart/mixed; boundary=story",
                        """
                        --story
                        Content-Type: text/html; charset=utf-8

                        <p>Hello Jane,</p><p>here is our proposal for <b>120 vehicles</b>.</p><p>Alice</p>
                        --story
                        Content-Type: text/plain; name=proposal.txt
                        Content-Disposition: attachment; filename=proposal.txt

                        120 vehicles, 36 months
                        --story--
                        """),
                new DemoMail(
                        "INBOX",
                        "questions",
                        "proposal",
                        Instant.parse("2026-11-12T16:40:00Z"),
                        JANE,
                        ALICE,
                        "Re: Your demo of Acme Fleet - our proposal",
                        TEXT,
                        """
                        Hi Alice,

                        that looks good. Two questions about the contract; shall we go through them on Wednesday?

                        Jane
                        """),
                new DemoMail(
                        "INBOX",
                        "lunch",
                        null,
                        Instant.parse("2026-11-12T11:00:00Z"),
                        "Bob Example <bob@acme.example>",
                        ALICE,
                        "Lunch?",
                        TEXT,
                        "Mail among colleagues is not filed.\n"),
                new DemoMail(
                        "INBOX",
                        "away",
                        null,
                        Instant.parse("2026-11-12T17:00:00Z"),
                        JANE,
                        ALICE,
                        "Automatic reply: away until Monday",
                        TEXT + "\nAuto-Submitted: auto-replied",
                        "Automatic mail is not filed either.\n"));
    }

    /** The mail as an IMAP server stores it. */
    byte[] source() {
        var mail = new StringBuilder();
        mail.append("Message-ID: <").append(id).append("@demo.acme.example>\n");
        if (inReplyTo != null) {
            mail.append("In-Reply-To: <").append(inReplyTo).append("@demo.acme.example>\n");
            mail.append("References: <").append(inReplyTo).append("@demo.acme.example>\n");
        }
        mail.append("Date: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)))
                .append("\nFrom: ")
                .append(from)
                .append("\nTo: ")
                .append(to)
                .append("\nSubject: ")
                .append(subject)
                .append("\nMIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\nContent-Type: ")
                .append(contentType)
                .append("\n\n")
                .append(body);
        return mail.toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
