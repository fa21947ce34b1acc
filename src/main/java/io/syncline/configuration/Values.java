package io.syncline.configuration;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.syncline.event.Address;
import io.syncline.event.Addresses;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values of the configuration are written. */
final class Values {
    static final String DURATION = "a duration such as 30s, 10m, 12h, 30d or PT30S";

    private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern HOST =
            Pattern.compile("[\\p{Alnum}]([\\p{Alnum}._-]*[\\p{Alnum}])?|\\[?[0-9a-fA-F:]+]?");
    private static final Pattern FILING_RULE = Pattern.compile("[^\\s@,;]+|[^\\s@,;]+@[^\\s@,;]+");

    private Values() {}

    static <T> Optional<T> tried(String text, Function<String, Optional<T>> parse) {
        try {
            return parse.apply(text);
        } catch (RuntimeException bad) {
            return Optional.empty();
        }
    }

    /** A positive duration. */
    static Optional<Duration> duration(String text) {
        Matcher simple = SIMPLE_DURATION.matcher(text.toLowerCase(Locale.ROOT));
        Duration duration = simple.matches()
                ? of(Long.parseLong(simple.group(1)), simple.group(2))
                : Duration.parse(text.toUpperCase(Locale.ROOT));
        return Optional.of(duration).filter(value -> !value.isZero() && !value.isNegative());
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    static Function<String, Optional<Integer>> number(int least, int most) {
        return text -> Optional.of(Integer.valueOf(text)).filter(value -> value >= least && value <= most);
    }

    static Optional<Boolean> bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A constant by its configuration word: lower case, with dashes. */
    static <E extends Enum<E>> Function<String, Optional<E>> word(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> wordOf(constant).equals(text))
                .findFirst();
    }

    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<String> email(String text) {
        return Addresses.email(text).map(Address::value);
    }

    static Optional<String> domain(String text) {
        return Addresses.domain(text).filter(domain -> domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"));
    }

    static Optional<String> region(String text) {
        return Optional.of(text).filter(PhoneNumberUtil.getInstance().getSupportedRegions()::contains);
    }

    static Optional<String> host(String text) {
        return Optional.of(text).filter(host -> HOST.matcher(host).matches());
    }

    /** An http or https URL with a host. */
    static Optional<URI> url(String text) {
        URI uri = URI.create(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return Optional.of(uri).filter(value -> web && value.getHost() != null && value.getUserInfo() == null);
    }

    /** A URL of scheme, host and port only, as browsers send it. */
    static Optional<String> origin(String text) {
        return url(text)
                .filter(uri -> uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getRawFragment() == null)
                .map(URI::toString);
    }

    /** An address, a domain or a pattern with asterisks. */
    static Optional<String> filingRule(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(rule -> FILING_RULE.matcher(rule).matches());
    }

    /** Whether it is a key of Standard Webhooks: base64, with or without whsec_ before it. */
    static boolean isSigningKey(String text) {
        String encoded = text.startsWith("whsec_") ? text.substring("whsec_".length()) : text;
        return tried(encoded, key -> Optional.of(Base64.getDecoder().decode(key)))
                .filter(key -> key.length > 0)
                .isPresent();
    }
}
