package io.syncline.assignment;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.syncline.assignment.OwnerRules.Territory;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The territories by country, and the countries that addresses tell. */
final class Territories {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    /** Country codes of the domain name system that differ from ISO 3166. */
    private static final Map<String, String> DOMAINS = Map.of("UK", "GB");

    /** Domains that stand for something else everywhere: their country says nothing. */
    private static final Set<String> GENERIC = Set.of("AI", "CO", "IO", "ME", "TV", "FM", "LY");

    private final Map<String, Place> byCountry = new HashMap<>();

    Territories(Map<String, Territory> territories) {
        new TreeMap<>(territories).forEach((name, territory) -> {
            for (String text : territory.countries()) {
                String country = text.strip().toUpperCase(Locale.ROOT);
                if (!COUNTRIES.contains(country)) {
                    throw new ConfigurationException("syncline.owners.territories." + name + ".countries: has " + text
                            + ", expected ISO 3166 codes such as DE");
                }
                Place other = byCountry.put(country, new Place(name, territory.users()));
                if (other != null) {
                    throw new ConfigurationException("syncline.owners.territories." + name + ".countries: has "
                            + country + ", which is in " + other.name() + "; expected each country once");
                }
            }
        });
    }

    /** A territory, with its name. */
    record Place(String name, List<String> users) {}

    /**
     * The territory of the first address that tells a country: numbers first, which tell it better.
     *
     * @param phones E.164
     */
    Optional<Place> of(Collection<String> phones, Collection<String> domains) {
        Optional<Place> byPhone =
                phones.stream().flatMap(phone -> ofPhone(phone).stream()).findFirst();
        return byPhone.or(() ->
                domains.stream().flatMap(domain -> ofDomain(domain).stream()).findFirst());
    }

    private Optional<Place> ofPhone(String phone) {
        try {
            return Optional.ofNullable(byCountry.get(PHONES.getRegionCodeForNumber(PHONES.parse(phone, null))));
        } catch (NumberParseException noNumber) {
            return Optional.empty();
        }
    }

    private Optional<Place> ofDomain(String domain) {
        String last = domain.substring(domain.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        return GENERIC.contains(last)
                ? Optional.empty()
                : Optional.ofNullable(byCountry.get(DOMAINS.getOrDefault(last, last)));
    }
}
