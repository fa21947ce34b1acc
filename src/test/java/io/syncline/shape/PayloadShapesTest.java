package io.syncline.shape;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.event.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadShapesTest {
    @Test
    void json_isItsPathsAndTypes_eachOnce_andNoValue() {
        assertThat(
                        json(
                                """
                        {"id": "a", "sequence": 3, "done": true, "note": " ", "gone": null, "utm": {"source": "ads"},
                         "attendees": [{"email": "jane@globex.example"}, {"email": "joe@globex.example"}], "tags": ["x", 1]}"""))
                .containsExactlyInAnyOrder(
                        " payload",
                        "id text",
                        "sequence number",
                        "done flag",
                        "note empty",
                        "gone empty",
                        "utm object",
                        "utm.source text",
                        "attendees list",
                        "attendees[] object",
                        "attendees[].email text",
                        "tags list",
                        "tags[] text",
                        "tags[] number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@globex.example",
                "+14155550123",
                "4155550123",
                "jane.doe",
                "Jane Doe",
                "8f14e45f-ceea-4e7a",
                "c9f0f895fb98",
                "Straße",
                "",
                "aNameThatIsLongerThanAnyoneWouldCallAField"
            })
    void nameThatMayBeData_isFolded(String name) {
        assertThat(PathNames.folded(name)).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"callId", "utm_source", "address2", "CallSid", "guestsCanSeeOtherGuests", "fields[email]"})
    void nameOfAField_isKept(String name) {
        assertThat(PathNames.folded(name)).isEqualTo(name);
    }

    @Test
    void objectOfManyNames_isAMap() {
        String map = IntStream.range(0, 500)
                .mapToObj(i -> "\"" + letters(i) + "\": 1")
                .collect(joining(",", "{\"people\": {", "}}"));

        assertThat(json(map)).hasSize(63).contains("people.* number").doesNotContain(" more");
    }

    @Test
    void hostileJson_hasABoundedShape() {
        String wide = IntStream.range(0, 500)
                .mapToObj(i -> "\"" + letters(i) + "\": {\"a\": 1, \"b\": 1, \"c\": 1, \"d\": 1}")
                .collect(joining(",", "{", "}"));
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        String list = "{\"a\": [" + "[1],".repeat(200_000) + "1]}";

        assertThat(json(wide))
                .hasSizeLessThanOrEqualTo(PayloadShape.MOST_PATHS + 1)
                .contains(" more");
        assertThat(json(deep)).hasSize(10).contains(" more");
        assertThat(json(list)).contains(" more", "a[][] number");
        assertThat(json("{\"a\": 1, \"b")).containsExactlyInAnyOrder(" payload", " more", "a number");
        assertThat(json("no json")).containsExactlyInAnyOrder(" payload", " more");
    }

    @Test
    void form_isItsFields() {
        assertThat(shape(
                        "application/x-www-form-urlencoded",
                        "email=jane%40globex.example&phone=&utm_source=ads&4711=x"))
                .containsExactlyInAnyOrder(" payload", "email text", "phone empty", "utm_source text", "* text");
        assertThat(shape("application/x-www-form-urlencoded", "a=%zz")).contains(" more");
    }

    @Test
    void mail_isItsHeadersAndTheTypesOfItsParts() {
        String mail =
                """
                From: Jane <jane@globex.example>
                Subject: Content-Type: image/png
                X-Tracker-4711-0815: x
                Content-Type: multipart/mixed;
                 boundary="b"

                Content-Type: video/mp4
                --b
                Content-Type: text/plain; charset=UTF-8

                Dear all,
                --b
                CONTENT-TYPE: application/vnd.ms-excel
                Content-Disposition: attachment; filename="x"
                --b
                Content-Type: image/8f14e45fceea
                --b--
                """;

        assertThat(shape("message/rfc822", mail))
                .containsExactlyInAnyOrder(
                        " payload",
                        "headers.from text",
                        "headers.subject text",
                        "headers.* text",
                        "headers.content-type text",
                        "parts.multipart/mixed text",
                        "parts.text/plain text",
                        "parts.application/vnd.ms-excel text",
                        "parts.* text");
    }

    /** A word of letters alone, another for each number. */
    static String letters(int number) {
        return Integer.toString(number, 26)
                .chars()
                .mapToObj(c -> String.valueOf((char) ('a' + Character.digit(c, 26))))
                .collect(joining("", "k", ""));
    }

    private static List<String> json(String json) {
        return shape("application/json", json);
    }

    private static List<String> shape(String type, String payload) {
        var delivery =
                new Delivery("calls", "here", type, payload.getBytes(StandardCharsets.UTF_8), Map.of(), Instant.EPOCH);
        return PayloadShapes.of(delivery).seen().stream()
                .map(path -> path.path() + " " + path.type().word())
                .toList();
    }
}
