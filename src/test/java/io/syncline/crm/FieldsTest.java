package io.syncline.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.Addresses;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    record Shape(String name, String title, List<String> emails, BigDecimal amount, Instant at, Integer version) {}

    private static Fields fields(String body) {
        try {
            return Fields.of(JSON.readTree(body), Shape.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void absent_staysAsItIs_andNullClears() {
        Fields fields = fields("{\"title\": null}");

        assertThat(fields.text("name", "before")).isEqualTo("before");
        assertThat(fields.text("title", "before")).isNull();
        assertThat(fields.list("emails", List.of("a"), "", Fields::text)).containsExactly("a");
        fields.check();
    }

    @Test
    void null_ofWhatThereMustBe_isRefusedOnce() {
        Fields fields = fields("{\"name\": null}");
        fields.requiredText("name", "before");

        assertThat(errors(fields)).extracting(FieldError::field).containsExactly("name");
    }

    @Test
    void requiredThatNobodySaid_isRefused() {
        Fields fields = fields("{}");
        fields.requiredText("name", null);

        assertThat(errors(fields)).containsExactly(new FieldError("name", null, "a text of 1 to 500 characters"));
    }

    @Test
    void everyWrongField_isNamedWithItsValue() {
        Fields fields = fields("{\"nmae\": 1, \"title\": 7, \"emails\": [\"A@B.example\", \"a@b.example\", \"x\"]}");
        fields.text("title", null);
        List<String> emails = fields.list("emails", List.of(), "an address", node -> Fields.text(node)
                .flatMap(Addresses::email)
                .map(Object::toString));

        assertThat(emails).containsExactly("a@b.example");
        assertThat(errors(fields))
                .extracting(FieldError::field, FieldError::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("nmae", "1"),
                        org.assertj.core.groups.Tuple.tuple("title", "7"),
                        org.assertj.core.groups.Tuple.tuple("emails[2]", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400000000", "10000000000000000", "0.001", "\"1\"", "true"})
    void amount_thatTheColumnCannotHold_isRefused(String amount) {
        Fields fields = fields("{\"amount\": " + amount + "}");
        fields.decimal("amount", null);

        assertThatThrownBy(fields::check).isInstanceOf(ValidationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999999999.99", "0", "-12.5", "1.10000"})
    void amount_thatFits_isTakenToTheLastDigit(String amount) {
        assertThat(fields("{\"amount\": " + amount + "}").decimal("amount", null))
                .isEqualByComparingTo(amount);
    }

    @Test
    void time_isTakenInAnyZone() {
        assertThat(fields("{\"at\": \"2026-03-02T11:00:00+01:00\"}").instant("at", null))
                .isEqualTo("2026-03-02T10:00:00Z");
    }

    @Test
    void longValue_isClippedInTheAnswer() {
        assertThat(new FieldError("name", "x".repeat(1000), "").value()).hasSize(201);
    }

    private static List<FieldError> errors(Fields fields) {
        return catchThrowableOfType(ValidationException.class, fields::check).errors();
    }
}
