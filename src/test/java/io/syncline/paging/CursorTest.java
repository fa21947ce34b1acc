package io.syncline.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final UUID ID = UUID.fromString("018f2b6a-0000-7000-8000-000000000001");

    @Test
    void text_isReadBack() {
        Cursor cursor = new Cursor("Grüße & söhne", ID);

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void text_keepsMicroseconds() {
        Instant at = Instant.parse("2026-03-02T10:00:00.123456Z");

        assertThat(Cursor.parse(Cursor.of(at, ID).text()).orElseThrow().instant())
                .isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%%%", "bm90IGEgY3Vyc29y", "MDE4ZjJiNmEtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAxeA"})
    void parse_ofWhatNoPageGave_isRefused(String text) {
        assertThatThrownBy(() -> Cursor.parse(text).orElseThrow().instant())
                .isInstanceOf(InvalidCursorException.class)
                .hasMessageContaining("next");
    }

    @Test
    void page_ofMoreRowsThanTheLimit_hasNext() {
        Page<Integer> page = Page.of(List.of(1, 2, 3), 2, row -> new Cursor("" + row, ID));

        assertThat(page.items()).containsExactly(1, 2);
        assertThat(Cursor.parse(page.next())).contains(new Cursor("2", ID));
    }

    @Test
    void page_ofAsManyRowsAsTheLimit_isTheLast() {
        assertThat(Page.of(List.of(1, 2), 2, row -> new Cursor("" + row, ID)).next())
                .isNull();
    }
}
