package io.syncline.source.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.hostile.Bodies;
import io.syncline.hostile.Hostile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page taken apart, whatever its events are made of. */
class ListedPageTest {
    @Test
    void page_isItsEventsAsTheyCameAndItsTokens() throws IOException {
        var page = ListedPage.parse(
                """
                {"kind": "x", "items": [ {"id": "a", "etag": "\\"1\\"", "new": [1e1]} , {"id":"b"}], "other": {"items": [1]},
                 "nextPageToken": "p", "nextSyncToken": null}""");

        assertThat(page.events())
                .extracting(event -> new String(event.payload(), UTF_8))
                .containsExactly("{\"id\": \"a\", \"etag\": \"\\\"1\\\"\", \"new\": [1e1]}", "{\"id\":\"b\"}");
        assertThat(page.events()).extracting(ListedEvent::id).containsExactly("a", "b");
        assertThat(page.events()).extracting(ListedEvent::etag).containsExactly("\"1\"", "null");
        assertThat(page.nextPageToken()).isEqualTo("p");
        assertThat(page.nextSyncToken()).isNull();
    }

    @Test
    void eventThatNobodyCanRead_leavesTheOthersAsTheyAre() throws IOException {
        var items = new ArrayList<String>(
                List.of("{\"id\": \"first\"}", "null", "7", "\"x\"", "[[]]", "{}", "{\"id\": 7}"));
        items.addAll(HostileMeetings.bombs("a").values());
        HostileMeetings.spoiled("a")
                .filter(json -> !json.contains("NaN") && !json.contains("Infinity"))
                .filter(json -> !json.contains("'"))
                .forEach(items::add);
        items.add("{\"id\": \"last\"}");

        var page = ListedPage.parse("{\"items\": [" + String.join(",", items) + "], \"nextSyncToken\": \"s\"}");

        assertThat(page.events()).hasSameSizeAs(items).allSatisfy(event -> {
            assertThat(event.id()).isNotEmpty().hasSizeLessThanOrEqualTo(1_024).doesNotContain("\0", ";");
            assertThat(event.etag()).hasSizeLessThanOrEqualTo(1_024).doesNotContain("\0");
        });
        assertThat(page.events().get(0).id()).isEqualTo("first");
        assertThat(page.events().get(items.size() - 1).id()).isEqualTo("last");
        assertThat(page.nextSyncToken()).isEqualTo("s");
    }

    @Test
    void eventsWithoutAnId_areToldApart() throws IOException {
        var page = ListedPage.parse(
                "{\"items\": [{\"x\": 1}, {\"x\": 2}, {\"x\": 1}, {\"id\": \"a;b\"}, {\"id\": \"\\u0000\"}]}");

        // Twice the same is the same.
        assertThat(page.events().stream().map(ListedEvent::id).distinct()).hasSize(4);
    }

    @Test
    void textWithRawControlCharacters_isRead() throws IOException {
        var page = ListedPage.parse("{\"items\": [{\"id\": \"a\", \"summary\": \"x\0y\nz\"}]}");

        assertThat(new String(page.events().get(0).payload(), UTF_8)).contains("x\uFFFDy\nz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "confidential"})
    void privateEvent_isItsPublicPartsAlone(String visibility) throws IOException {
        var good = HostileMeetings.good("a");
        String hidden = HostileMeetings.with(good, "visibility", "\"" + visibility + "\"");
        String nested = HostileMeetings.with(good, "start", "{\"x\": \"" + "zebra7f3a".repeat(1_000) + "\"}")
                .replace("\"public\"", "\"" + visibility + "\"");
        String twice = Bodies.object(good).replace("\"kind\"", "\"visibility\": \"" + visibility + "\", \"kind\"");

        for (String json : List.of(hidden, nested, twice)) {
            var event = ListedPage.parse("{\"items\": [" + json + "]}").events().get(0);

            assertThat(new String(event.payload(), UTF_8))
                    .contains("\"id\":\"a\"", "\"sequence\":3")
                    .doesNotContain(
                            "summary", "description", "attendees", "organizer", "htmlLink", Hostile.MARKER.repeat(2));
            assertThat(CalendarTranslator.parse(new String(event.payload(), UTF_8))
                            .getSummary())
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{\"items\": [{\"id\": \"a\"}", "{\"items\": [{]}", "{\"items\": [1}"})
    void halfAPage_isNone(String json) {
        assertThatThrownBy(() -> ListedPage.parse(json)).isInstanceOf(IOException.class);
    }

    @Test
    void pageWithoutItems_isEmpty() throws IOException {
        assertThat(ListedPage.parse("{}").events()).isEmpty();
        assertThat(ListedPage.parse("{\"items\": null, \"nextSyncToken\": \"s\"}")
                        .events())
                .isEmpty();
        assertThat(ListedPage.parse("{\"items\": {\"id\": 1}}").events()).isEmpty();
    }
}
