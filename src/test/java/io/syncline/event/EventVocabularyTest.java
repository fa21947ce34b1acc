package io.syncline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventVocabularyTest {
    @ParameterizedTest
    @CsvSource({
        "Jane.Doe@Globex.EXAMPLE, jane.doe@globex.example",
        "' jane@bücher.example ', jane@xn--bcher-kva.example",
        "o'neil+news@mail.globex.example., o'neil+news@mail.globex.example"
    })
    void email_isCanonical(String text, String expected) {
        assertThat(Addresses.email(text)).map(Address::value).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jane",
                "jane@",
                "@globex.example",
                "a b@globex.example",
                "jane@a..example",
                "jane@evil.example\uFF20acme.example",
                "jane@\uFE50b.example",
                "jane@\u320E.example",
                "ja\uD800ne@globex.example",
                "jane@glo\uDC00bex.example",
                "ja\0ne@globex.example"
            })
    void textThatIsNoAddress_isNone(String text) {
        assertThat(Addresses.email(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"(415) 555-0123, US, +14155550123", "+44 20 7946 0958, US, +442079460958", "030 901820, DE, +4930901820"
    })
    void phone_isE164(String text, String region, String expected) {
        assertThat(Addresses.phone(text, region)).map(Address::value).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "12", "Restricted", "", "555-0123", "ext. 5550123"})
    void withheldNumberOrOneWithoutItsArea_isNone(String text) {
        assertThat(Addresses.phone(text, "US")).isEmpty();
    }

    @Test
    void longIdentifier_isHashed() {
        EventKey key = EventKey.of("mail:v1:", "x".repeat(2_000));

        assertThat(key.value()).startsWith("mail:v1:sha256:").hasSizeLessThan(100);
        assertThat(EventKey.of("mail:v1:", "a\nb").value()).startsWith("mail:v1:sha256:");
        assertThat(EventKey.of("mail:v1:", "plain@id").value()).isEqualTo("mail:v1:plain@id");
    }

    @Test
    void hashOfFields_keepsThemApart() {
        assertThat(Hashes.sha256(List.of("ab", "c"))).isNotEqualTo(Hashes.sha256(List.of("a", "bc")));
    }

    @Test
    void ids_sortByTime_andNamesHaveOneId() {
        UUID first = Ids.next();

        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(Ids.named("mail:a")).isEqualTo(Ids.named("mail:a")).isNotEqualTo(Ids.named("mail:b"));
        assertThat(Ids.named("mail:a").version()).isEqualTo(8);
    }
}
