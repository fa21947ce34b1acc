package io.syncline.connector;

import io.syncline.event.Address;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One rule of {@code syncline.never-log}: an address or number, a domain with its subdomains, or a pattern with *.
 *
 * @param text as it is configured
 */
public record NeverLog(String text, Pattern pattern) {
    public static NeverLog of(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        boolean domain = lower.indexOf('@') < 0 && !lower.startsWith("+") && lower.indexOf('*') < 0;
        String glob = domain ? "*@" + lower : lower;
        String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q");
        return new NeverLog(text, Pattern.compile(domain ? regex + "|.*@.*\\." + Pattern.quote(lower) : regex));
    }

    public boolean matches(Address address) {
        return pattern.matcher(address.value()).matches();
    }
}
