package io.syncline.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.syncline.assignment.OwnerRules.Territory;
import io.syncline.assignment.Territories.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerritoriesTest {
    private final Territories territories = new Territories(
            Map.of("dach", territory("DE", "at", "CH"), "britain", territory("GB"), "italy", territory("IT")));

    @Test
    void numberTellsTheCountry_beforeTheDomain() {
        assertThat(of(List.of("+436601234567"), List.of("firma.it"))).isEqualTo("dach");
    }

    @Test
    void domainTellsTheCountry_whereNoNumberDoes() {
        assertThat(of(List.of("+14155550123"), List.of("firma.de"))).isEqualTo("dach");
        assertThat(of(List.of(), List.of("firm.co.uk"))).isEqualTo("britain");
    }

    @Test
    void domainsThatStandForNoCountry_tellNothing() {
        var colombia = new Territories(Map.of("andes", territory("CO")));
        assertThat(colombia.of(List.of(), List.of("startup.co"))).isEmpty();
        assertThat(colombia.of(List.of("+576012345678"), List.of())).isPresent();
        assertThat(of(List.of(), List.of("globex.com"))).isNull();
    }

    @Test
    void badCountries_areNamed() {
        assertThatThrownBy(() -> new Territories(Map.of("north", territory("Norway"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "syncline.owners.territories.north.countries: has Norway, expected ISO 3166 codes such as DE");
        assertThatThrownBy(() -> new Territories(Map.of("a", territory("DE"), "b", territory("DE"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has DE, which is in a");
    }

    private String of(List<String> phones, List<String> domains) {
        return territories.of(phones, domains).map(Place::name).orElse(null);
    }

    private static Territory territory(String... countries) {
        return new Territory() {
            @Override
            public List<String> countries() {
                return List.of(countries);
            }

            @Override
            public List<String> users() {
                return List.of("amy@acme.example");
            }
        };
    }
}
