package io.syncline.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.event.Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionsTest {
    private final Questions questions = new Questions(List.of(), "US");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "bob@Customer.EXAMPLE|bob@customer.example",
                "mailto:bob@customer.example|bob@customer.example",
                "Bob Jones <bob@customer.example>|bob@customer.example",
                "<bob@customer.example>|bob@customer.example",
                "4155550123@customer.example|4155550123@customer.example",
                "bob@bücher.example|bob@xn--bcher-kva.example",
                "+1 415-555-0123|+14155550123",
                "tel:+1-415-555-0123|+14155550123",
                "(415) 555-0123|+14155550123",
                "+49 30 123456|+4930123456",
                " 4930123456|+4930123456",
            })
    void address_isUnderstoodInAnySpelling(String text, String expected) {
        assertThat(questions.read(text).address()).map(Address::value).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "9f0f1c5e-4155-5501-2345-1234567890ab",
        "CA4155550123",
        "call:v1:calls:4155550123:completed",
        "mail:v1:bob@customer.example",
        "sha256:4155550123"
    })
    void idWithANumberInIt_isNoTelephone(String text) {
        assertThat(questions.read(text).address()).isEmpty();
    }

    @Test
    void text_meansAllThatItCanBe() {
        assertThat(questions.read("a.b@customer.example").meanings())
                .containsExactly("message-id", "calendar-id", "call-id", "submission-id", "email-address");
        assertThat(questions.read("<A.b@customer.example>").meanings()).containsExactly("message-id", "email-address");
        assertThat(questions.read("9f0f1c5e-4155-5501-2345-1234567890ab").meanings())
                .containsExactly("event-id", "calendar-id", "call-id", "submission-id");
        assertThat(questions.read("lead:v1:website:7").meanings()).containsExactly("event-key");
        assertThat(questions.read("4155550123").meanings())
                .containsExactly("calendar-id", "call-id", "submission-id", "phone-number");
    }
}
