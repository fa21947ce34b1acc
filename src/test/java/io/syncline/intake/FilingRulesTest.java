package io.syncline.intake;

import static io.syncline.intake.Events.email;
import static io.syncline.intake.Events.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.Direction;
import io.syncline.event.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilingRulesTest {
    private static final Instant DAY = Instant.parse("2026-03-02T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "*@legal.example, counsel@legal.example",
        "legal.example, counsel@emea.legal.example",
        "legal.example, counsel@legal.example",
        "Counsel@Legal.example, counsel@legal.example",
        "counsel+*@legal.example, counsel+case7@legal.example",
        "counsel@legal.example, counsel+case7@legal.example",
        "jane.doe@gmail.com, janedoe+news@googlemail.com"
    })
    void addressUnderANeverLogRule_isExcludedWithoutItsPayload(String rule, String address) {
        SourceEvent decided = decide(rule, address);

        assertThat(decided.exclusion()).hasValueSatisfying(exclusion -> {
            assertThat(exclusion.reason()).isEqualTo("never-log: " + rule);
            assertThat(exclusion.keepPayload()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "*@legal.example, counsel@legal.example.org",
        "legal.example, counsel@illegal.example",
        "counsel@legal.example, counsel@emea.legal.example",
        "*.legal.example, jane@globex.example"
    })
    void otherAddress_isFiled(String rule, String address) {
        assertThat(decide(rule, address).filed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "{broken \"counsel@legal.example\", true",
        "email=Counsel%40Legal.example&x, true",
        "x@legal.example.org, false"
    })
    void itemThatCannotBeRead_isExcludedWhenItNamesANeverLogAddress(String payload, boolean excluded) {
        assertThat(rules("legal.example")
                        .neverLogged(payload.getBytes(StandardCharsets.UTF_8))
                        .isPresent())
                .isEqualTo(excluded);
    }

    @Test
    void mailAmongOurselves_isInternal() {
        assertThat(decide("legal.example", "bob@emea.acme.example").exclusion())
                .hasValueSatisfying(exclusion -> assertThat(exclusion.reason()).startsWith("internal"));
    }

    @Test
    void leadOfANeverLogNumber_isExcluded() {
        var rules = rules("+14155550123");
        SourceEvent lead = Events.leadWithPhone("jane@globex.example", "+14155550123", DAY);

        assertThat(rules.decide(lead).filed()).isFalse();
    }

    private static SourceEvent decide(String rule, String address) {
        return rules(rule)
                .decide(mail(
                        "id@acme.example",
                        DAY,
                        email("alice@acme.example"),
                        List.of(email(address)),
                        Direction.OUTBOUND));
    }

    private static FilingRules rules(String rule) {
        return new FilingRules(
                new SynclineConfig(new Organization(Set.of("acme.example"), "US"), List.of(rule), List.of()));
    }
}
