package io.syncline.source.mail;

import static io.syncline.hostile.Hostile.MARKER;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Mails to be spoiled, and mails made to exhaust their reader. */
final class HostileMails {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String HEAD = "From: " + MARKER + " <a@b.example>\r\nMIME-Version: 1.0\r\n";

    private HostileMails() {}

    /** Good ones that between them use all that a mail can have; {@code id} is the Message-ID of the first. */
    static List<byte[]> good(String id) {
        return List.of(latin(rich(id)), latin(flat()), latin(digest()));
    }

    private static String rich(String id) {
        return """
               Return-Path: <bob@customer.example>
               Received: from a.example (a.example [192.0.2.1]) by b.example; Mon, 2 Feb 2026 10:00:09 +0000
               From: =?utf-8?q?Bob_B=C3=BCyer_zebra7f3a?= <bob@customer.example>
               Sender: "Zebra, zebra7f3a" <zebra7f3a@customer.example>
               To: Alice zebra7f3a <alice@acme.example>, "Carol \\"C\\" D" (zebra7f3a) <carol@acme.example>
               Cc: Team: dan@partner.example, =?iso-8859-1?b?RfZ2YQ==?= <eva@xn--bcher-kva.example>;, zebra7f3a:;
               Subject: =?utf-8?B?w5xiZXI=?= =?utf-8?q?_zebra7f3a?= and
                more
               Date: Mon, 2 Feb 2026 11:00:00 +0100 (CET)
               Message-ID: <%s>
               In-Reply-To: <zebra7f3a-0@customer.example>
               References: <zebra7f3a-0@customer.example>
                <zebra7f3a-1@customer.example>
               MIME-Version: 1.0
               Content-Type: multipart/mixed; boundary="=_outer"

               preamble
               --=_outer
               Content-Type: multipart/alternative; boundary=inner

               --inner
               Content-Type: text/plain; charset=utf-8
               Content-Transfer-Encoding: quoted-printable

               Hello zebra7f3a, gr=C3=BC=C3=9Fe =
               and =E2=82=AC 5
               --inner
               Content-Type: text/html; charset="iso-8859-1"
               Content-Transfer-Encoding: base64

               PGh0bWw+PHA+SGVsbG8gemVicmE3ZjNhLDxicj48Yj5ncvzfZTwvYj48L3A+PC9odG1sPg==
               --inner--
               --=_outer
               Content-Type: application/zip; name*=utf-8''zebra7f3a%%20%%E2%%82%%AC.zip
               Content-Transfer-Encoding: base64
               Content-Disposition: attachment; filename="zebra7f3a.zip"; size=22

               UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==
               --=_outer
               Content-Type: message/rfc822

               From: zebra7f3a@forwarded.example
               Subject: zebra7f3a

               inner
               --=_outer--
               """
                .formatted(id)
                .replace("\n", "\r\n");
    }

    private static String flat() {
        return """
               From: Bob zebra7f3a <bob@customer.example>
               To: alice@acme.example
               Date: 2026-02-02 10:00:00Z
               Subject: zebra7f3a
               Content-Type: text/html; charset=windows-1252
               Content-Transfer-Encoding: 8bit

               <html><head><title>zebra7f3a</title><style>p {x: 1}</style></head><body>
               <table border=1><tr><td>zebra7f3a &amp; co</td><td title="a > b">&#8364;&nbsp;5</td></tr></table>
               <p>one<p>two<ul><li>x</ul><pre>  kept
                 so</pre><!-- zebra7f3a --><script>zebra7f3a()</script></body></html>
               """;
    }

    private static String digest() {
        return """
               From: list@customer.example
               Auto-Submitted: auto-generated (zebra7f3a)
               Content-Type: multipart/digest; boundary=d

               --d

               From: zebra7f3a@one.example
               Subject: zebra7f3a

               one
               --d
               Content-Type: text/plain; charset=utf-16le; format=flowed; delsp=yes
               Content-Transfer-Encoding: x-uuencode

               begin 644 zebra7f3a
               #0V%T
               `
               end
               """;
    }

    /** By what they are; about a mebibyte each, made when they are asked for. */
    static Map<String, Supplier<byte[]>> bombs() {
        var bombs = new LinkedHashMap<String, Supplier<byte[]>>();
        headers(bombs);
        parts(bombs);
        bodies(bombs);
        return bombs;
    }

    private static void headers(Map<String, Supplier<byte[]>> bombs) {
        for (String unit : List.of("<", "(", "\"", "[", "(a", "<a ", "a:", ",", ";", "\\", "<a@b.example> ", "\r\n ")) {
            bombs.put("From of " + visible(unit), () -> header("From", times(unit, MEBIBYTE)));
        }
        for (String unit : List.of("=?utf-8?q?=61?= ", "=?", "=?utf-8?b?YQ==?=", "\r\n ", "\u0000", "\u0085", " ")) {
            bombs.put("Subject of " + visible(unit), () -> header("Subject", times(unit, MEBIBYTE)));
        }
        for (String unit : List.of(";", "\"", "; a=b", "; x*0*=a", "; name*=utf-8''%41", "\r\n ", "(", "=")) {
            bombs.put("Content-Type of " + visible(unit), () -> header("Content-Type", "a/b" + times(unit, MEBIBYTE)));
            bombs.put(
                    "Content-Transfer-Encoding of " + visible(unit),
                    () -> header("Content-Transfer-Encoding", times(unit, MEBIBYTE) + "\r\n x"));
        }
        for (String unit : List.of("<", "(", "<a@b> ", "a ", "<(", "\r\n ")) {
            bombs.put("References of " + visible(unit), () -> header("References", times(unit, MEBIBYTE)));
            bombs.put("Message-ID of " + visible(unit), () -> header("Message-ID", times(unit, MEBIBYTE)));
            bombs.put("Date of " + visible(unit), () -> header("Date", times(unit, MEBIBYTE)));
        }
        bombs.put("Message-ID of a mebibyte", () -> header("Message-ID", "<" + times("x", MEBIBYTE) + "@b.example>"));
        bombs.put(
                "Message-ID of emoji", () -> header("Message-ID", "<" + times("\u00F0\u009F\u0098\u0080", 2000) + ">"));
        bombs.put("header of 5 megabytes", () -> header("X-Long", times("x", 5 * MEBIBYTE)));
        bombs.put("100,000 headers", () -> latin(HEAD + "X-Header: x\r\n".repeat(100_000) + "Subject: x\r\n\r\nx"));
        bombs.put("100,000 dates", () -> latin(HEAD + "Date: x\r\n".repeat(100_000) + "\r\n\r\nx"));
        bombs.put("100,000 hops", () -> latin(HEAD + "Received: x;\r\n".repeat(100_000) + "\r\n\r\nx"));
        bombs.put("50,000 recipients", () -> header("To", recipients(50_000)));
        bombs.put("group of 50,000", () -> header("To", "Group " + MARKER + ": " + recipients(50_000) + ";"));
    }

    private static void parts(Map<String, Supplier<byte[]>> bombs) {
        String mixed = HEAD + "Content-Type: multipart/mixed; boundary=";
        bombs.put("170,000 parts", () -> latin(mixed + "b\r\n\r\n" + times("--b\n\n", MEBIBYTE)));
        bombs.put(
                "one boundary nested in itself",
                () -> latin(mixed + "b\r\n\r\n"
                        + times("--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", MEBIBYTE)));
        bombs.put("10,000 levels of multipart", HostileMails::levels);
        bombs.put("10,000 levels of message/rfc822", HostileMails::forwarded);
        bombs.put("boundary of half a mebibyte", () -> {
            String boundary = times("b", MEBIBYTE / 2);
            return latin(mixed + boundary + "\r\n\r\n--" + boundary + "\r\n\r\nx");
        });
        bombs.put(
                "boundary nowhere named and very long",
                () -> latin(HEAD + "Content-Type: multipart/mixed\r\n\r\n--" + times("b", MEBIBYTE) + "\r\n\r\nx"));
        bombs.put(
                "part of 250,000 headers",
                () -> latin(mixed + "b\r\n\r\n--b\r\n" + times("a:\r\n", MEBIBYTE) + "\r\nx\r\n--b--"));
        bombs.put(
                "boundaries alike but for the end",
                () -> latin(mixed + "bbbbbbbbbbbb\r\n\r\n" + times("--bbbbbbbbbbb\r\n", MEBIBYTE)));
        bombs.put(
                "alternatives without number",
                () -> latin(HEAD + "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
                        + times("--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n", MEBIBYTE)));
    }

    private static void bodies(Map<String, Supplier<byte[]>> bombs) {
        for (String unit : List.of(" ", "\t", "\n", "\r", "\u0000", " \n", "\u00A0")) {
            bombs.put("text of " + visible(unit), () -> body("text/plain", "8bit", times(unit, MEBIBYTE) + "x"));
        }
        for (String unit : List.of("=\r\n", "=", "=\n", " ", "=0", "=00")) {
            bombs.put(
                    "quoted-printable of " + visible(unit),
                    () -> body("text/plain", "quoted-printable", times(unit, MEBIBYTE) + "x"));
        }
        for (String unit : List.of(
                "<div>",
                "<b>",
                "<table><b>",
                "<table><br>",
                "<a><p>",
                "</p>",
                "<",
                "<!--",
                "<a b='",
                "<script>",
                "<svg>",
                "&amp",
                "&#x110000;",
                "<br>",
                "<b></i>",
                "<pre>",
                "<template>",
                "<a =\"")) {
            bombs.put("HTML of " + unit, () -> body("text/html", "8bit", "<table>" + times(unit, MEBIBYTE)));
        }
        bombs.put("base64 of nothing", () -> body("text/plain", "base64", times("=\r\n", MEBIBYTE)));
        bombs.put("base64 that ends amiss", () -> body("application/zip", "base64", times("A", MEBIBYTE) + "=A"));
        bombs.put("uuencode of nothing", () -> body("text/plain", "x-uuencode", times("begin 644 \n", MEBIBYTE)));
        bombs.put("zip of zips", () -> body("application/zip; name=" + MARKER, "base64", times("UEsDBBQA", MEBIBYTE)));
        bombs.put("gzip as encoding", () -> body("text/plain", "gzip", times("\u001f\u008b\u0008", MEBIBYTE)));
    }

    private static byte[] levels() {
        var mail = new StringBuilder(HEAD);
        for (int i = 0; i < 10_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i);
            mail.append("\r\n\r\n--b").append(i).append("\r\n");
        }
        return latin(mail + "\r\ndeep");
    }

    private static byte[] forwarded() {
        return latin(HEAD + "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n".repeat(10_000) + "\r\ndeep");
    }

    private static byte[] header(String name, String value) {
        String from = name.equals("From") ? "" : HEAD;
        return latin(from + name + ": " + value + "\r\nSubject: " + MARKER + "\r\n\r\nbody");
    }

    private static byte[] body(String type, String encoding, String body) {
        return latin(HEAD + "Content-Type: " + type + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body);
    }

    private static String recipients(int count) {
        var recipients = new StringBuilder();
        for (int i = 0; i < count; i++) {
            recipients
                    .append(i == 0 ? "" : ",\r\n ")
                    .append("R")
                    .append(i)
                    .append(" <r")
                    .append(i)
                    .append("@c.example>");
        }
        return recipients.toString();
    }

    private static String times(String unit, int length) {
        return unit.repeat(length / unit.length());
    }

    private static String visible(String unit) {
        return unit.replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\0", "\\0");
    }

    /** A character a byte. */
    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
