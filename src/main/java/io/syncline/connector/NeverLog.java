package io.syncline.connector;

import io.syncline.event.Address;
import io.syncline.event.Addresses;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One rule of {@code syncline.never-log}: an address (with all other spellings of its mailbox) or number, a domain with its
 * subdomains, or a pattern with *.
 *
 * @param text as it is configured
 * @param mailbox of an address that the rule names
 */
public record NeverLog(String text, Pattern pattern, Optional<String> mailbox) {
    public static NeverLog of(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        boolean domain = lower.indexOf('@') < 0 && !lower.startsWith("+") && lower.indexOf('*') < 0;
        String glob = domain ? "*@" + lower : lower;
        String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q");
        return new NeverLog(
                text,
                Pattern.compile(domain ? regex + "|.*@.*\\." + Pattern.quote(lower) : regex),
                lower.indexOf('*') < 0 ? Addresses.email(lower).map(Address::mailbox) : Optional.empty());
    }

    public boolean matches(Address address) {
        return pattern.matcher(address.value()).matches()
                || pattern.matcher(address.mailbox()).matches()
                || mailbox.filter(address.mailbox()::equals).isPresent();
    }
}
