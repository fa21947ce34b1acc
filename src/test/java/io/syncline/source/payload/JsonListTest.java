package io.syncline.source.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonListTest {
    @Test
    void items_areTheBytesAsTheyCame() {
        assertThat(items("\uFEFF [ {\"a\" : [1, \"]\"], \"ü\":1e1},12 ,\t-0.5,\"x\\\"y,\" , null,true,[ ] ,\n7 ] "))
                .contains(List.of(
                        "{\"a\" : [1, \"]\"], \"ü\":1e1}", "12", "-0.5", "\"x\\\"y,\"", "null", "true", "[ ]", "7"));
    }

    @Test
    void emptyList_hasNoItems() {
        assertThat(items("[]")).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "7", "[", "[1", "[1,]", "[1] 2", "[{]", "[1}", "not json"})
    void whatIsNoList_isOneDelivery(String body) {
        assertThat(items(body)).isEmpty();
    }

    @Test
    void listThatIsTooLongOrInAnotherCharset_isOneDelivery() {
        assertThat(items("[" + "1,".repeat(999) + "1]")).isPresent();
        assertThat(items("[" + "1,".repeat(1000) + "1]")).isEmpty();
        assertThat(JsonList.items("[1]".getBytes(java.nio.charset.StandardCharsets.UTF_16BE)))
                .isEmpty();
    }

    private static Optional<List<String>> items(String body) {
        return JsonList.items(body.getBytes(UTF_8))
                .map(items ->
                        items.stream().map(item -> new String(item, UTF_8)).toList());
    }
}
