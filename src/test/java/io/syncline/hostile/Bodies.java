package io.syncline.hostile;

import static io.syncline.hostile.Hostile.MARKER;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Bodies of requests that are made to hurt who reads them; none is larger than a webhook takes. */
public final class Bodies {
    public static final String JSON = "application/json";
    public static final String FORM = "application/x-www-form-urlencoded";
    public static final String MULTIPART = "multipart/form-data; boundary=b";

    private static final int LARGEST = 1024 * 1024;
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999999",
            "-1e-999999",
            "9".repeat(400),
            "9".repeat(100_000),
            "[]",
            "{}",
            "\"\"",
            "\" \"",
            "\"" + MARKER + "\"",
            "\"\\u0000\"",
            "\"\\ud800" + MARKER + "\"",
            "\"\\udc00\\ud800\"",
            "\"\u202E" + MARKER + "\"",
            "\"x" + "\\uD83D\\uDE00".repeat(300) + "\"",
            "[\"" + MARKER + "\"]",
            "{\"a\": \"" + MARKER + "\"}",
            "\"+99999-01-01T00:00:00Z\"",
            "\"-2026-01-01T00:00:00Z\"",
            "\"2026-02-30T25:61:61Z\"",
            "\"javascript:alert(1)\"",
            "\"http://[::1\"",
            "\"a@b@c\"",
            "\"a@b\\u0000.example\"",
            "\"zebra7f3a@" + "x".repeat(300) + ".example\"",
            "NaN",
            "Infinity",
            "'" + MARKER + "'");

    private Bodies() {}

    /** What was sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Body(String contentType, byte[] bytes) {
        @Override
        public String toString() {
            return contentType + ", " + bytes.length + " bytes";
        }
    }

    /**
     * A good object with one field after the other made what it must not be.
     *
     * @param fields of the good object, values as JSON
     */
    public static Stream<Body> spoiled(Map<String, String> fields) {
        return fields.keySet().stream().flatMap(name -> ODD_VALUES.stream().map(odd -> {
            var spoiled = new LinkedHashMap<>(fields);
            spoiled.put(name, odd);
            return json(object(spoiled));
        }));
    }

    /** A JSON object of fields whose values are JSON already. */
    public static String object(Map<String, String> fields) {
        return "{"
                + String.join(
                        ", ",
                        fields.entrySet().stream()
                                .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
                                .toList())
                + "}";
    }

    /** By what they are. */
    public static Map<String, Body> bombs() {
        var bombs = new LinkedHashMap<String, Body>();
        json(bombs);
        charsets(bombs);
        forms(bombs);
        multiparts(bombs);
        return bombs;
    }

    private static void json(Map<String, Body> bombs) {
        bombs.put("100,000 lists in lists", json("[".repeat(100_000)));
        bombs.put("100,000 closed lists in a field", json(field("[".repeat(100_000) + "]".repeat(100_000))));
        bombs.put("100,000 objects in objects", json("{\"a\":".repeat(100_000)));
        bombs.put("duplicate keys", json("{\"id\": \"" + MARKER + "\", \"id\": \"" + MARKER + "\"}"));
        bombs.put("100,000 keys", json(many("\"k%d\": 1", 80_000, "{", "}")));
        bombs.put("keys of one hash", json(many("\"%s\": 1", 10_000, "{", "}")));
        bombs.put("100,000 items", json(many("%d", 100_000, "[", "]")));
        bombs.put("100,000 items in a field", json(field(many("%d", 100_000, "[", "]"))));
        bombs.put("a number of 1,000,000 digits", json(field("9".repeat(1_000_000))));
        bombs.put("a fraction of 1,000,000 digits", json(field("0." + "9".repeat(1_000_000))));
        bombs.put(
                "a huge exponent", json("{\"sequence\": 1e999999999, \"callId\": 1e999999999, \"id\": 1E+2147483647}"));
        bombs.put("one text of a mebibyte", json(field("\"" + "x".repeat(LARGEST - 20) + "\"")));
        bombs.put("one key of a mebibyte", json("{\"" + "x".repeat(LARGEST - 20) + "\": 1}"));
        bombs.put("escapes without end", json(field("\"" + "\\u0000".repeat(170_000) + "\"")));
        bombs.put("white space alone", json(" ".repeat(LARGEST)));
        bombs.put("text without end", json("{\"" + MARKER + "\": \"" + MARKER));
        bombs.put("two documents", json("{\"" + MARKER + "\": 1} {\"" + MARKER + "\": 2}"));
        bombs.put("a comment", json("/* " + MARKER + " */ {}"));
        bombs.put(
                "a name that means something to JavaScript",
                json("{\"__proto__\": {\"constructor\": 1}, \"@type\": 1}"));
    }

    private static void charsets(Map<String, Body> bombs) {
        String object = "{\"id\": \"" + MARKER + "\"}";
        bombs.put("UTF-16 with a mark", new Body(JSON, ("\uFEFF" + object).getBytes(UTF_16LE)));
        bombs.put("UTF-16 that says UTF-8", new Body(JSON + "; charset=utf-8", object.getBytes(UTF_16BE)));
        bombs.put("UTF-16 of an odd length", new Body(JSON + "; charset=utf-16", (object + "x").getBytes(UTF_8)));
        bombs.put("overlong UTF-8", json(latin(field("\"\u00C0\u0080\u00E0\u0080\u00AF\""))));
        bombs.put("half a pair in UTF-8", json(latin(field("\"\u00ED\u00A0\u0080\""))));
        bombs.put("a byte that UTF-8 never has", json(latin(field("\"\u00FF\""))));
        bombs.put("NUL bytes", json(new byte[10_000]));
        bombs.put("a charset that nobody knows", new Body(JSON + "; charset=x-" + MARKER, object.getBytes(UTF_8)));
        bombs.put("a charset that decodes only", new Body(JSON + "; charset=x-JISAutoDetect", object.getBytes(UTF_8)));
        bombs.put("a content type of nonsense", new Body(";;=\"" + MARKER, object.getBytes(UTF_8)));
        bombs.put("no content type", new Body("", object.getBytes(UTF_8)));
        bombs.put("a zip archive", new Body("application/zip", ("PK\u0003\u0004" + MARKER).getBytes(UTF_8)));
    }

    private static void forms(Map<String, Body> bombs) {
        bombs.put("500,000 fields", form("a&".repeat(500_000)));
        bombs.put("ampersands alone", form("&".repeat(LARGEST)));
        bombs.put("equals signs alone", form("=".repeat(LARGEST)));
        bombs.put("percent signs alone", form("%".repeat(LARGEST)));
        bombs.put("percent sequences without end", form("email=" + "%41".repeat(300_000)));
        bombs.put("a broken percent sequence", form("email=" + MARKER + "%4"));
        bombs.put("NUL and bad bytes, encoded", form("email=a%00b%FF%C0%80%ED%A0%80@b.example&name=%00" + MARKER));
        bombs.put("one field 900 times", form(("name=" + MARKER + "x".repeat(1_000) + "&").repeat(900)));
        bombs.put("a form of another charset", new Body(FORM + "; charset=utf-16", "email=%00a".getBytes(UTF_8)));
    }

    private static void multiparts(Map<String, Body> bombs) {
        String part = "--b\r\nContent-Disposition: form-data; name=\"" + MARKER + "\"\r\n\r\nx\r\n";
        bombs.put("15,000 parts", multipart(part.repeat(15_000) + "--b--"));
        bombs.put("170,000 parts of nothing", multipart("--b\n\n".repeat(200_000)));
        bombs.put("a multipart without end", multipart(part + part));
        bombs.put(
                "files alone",
                multipart(part.replace("\r\n\r\nx", "; filename=\"" + MARKER + "\"\r\n\r\nPK")
                        .repeat(900)));
        bombs.put("a part of 250,000 headers", multipart("--b\r\n" + "a:\r\n".repeat(250_000) + "\r\nx\r\n--b--"));
        bombs.put(
                "soft line breaks alone",
                multipart("--b\r\nContent-Disposition: form-data; name=\"email\"\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + "=\r\n".repeat(300_000)
                        + "\r\n--b--"));
        bombs.put(
                "uuencode that breaks off",
                multipart("--b\r\nContent-Disposition: form-data; name=\"email\"\r\n"
                        + "Content-Transfer-Encoding: uuencode\r\n\r\nbegin\r\n--b--"));
        bombs.put(
                "a disposition of nonsense",
                multipart("--b\r\nContent-Disposition: ;;\"" + MARKER + "\r\n\r\nx\r\n--b--"));
        bombs.put(
                "a line for a boundary",
                new Body("multipart/form-data", bytes("--" + "b".repeat(1_000_000) + "\r\n\r\nx")));
        bombs.put(
                "dashes for a boundary", new Body("multipart/form-data", bytes("-".repeat(1_000_000) + "x\r\n\r\nx")));
        bombs.put(
                "a boundary of 16,000",
                new Body(
                        "multipart/form-data; boundary=" + "b".repeat(16_000),
                        bytes("--" + "b".repeat(16_000) + "\r\n\r\nx")));
    }

    private static String field(String value) {
        return "{\"note\": " + value + "}";
    }

    private static String many(String item, int count, String open, String close) {
        var items = new StringBuilder(open);
        for (int i = 0; i < count; i++) {
            // For %s texts of one hash code: "Aa" and "BB" have the same.
            Object value = item.contains("%s") ? sameHash(i) : (Object) i;
            items.append(i == 0 ? "" : ",").append(item.formatted(value));
        }
        return items.append(close).toString();
    }

    private static String sameHash(int number) {
        var text = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    private static Body json(String text) {
        return json(bytes(text));
    }

    private static Body json(byte[] bytes) {
        return new Body(JSON, bytes);
    }

    private static Body form(String text) {
        return new Body(FORM, bytes(text));
    }

    private static Body multipart(String text) {
        return new Body(MULTIPART, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
