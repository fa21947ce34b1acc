package io.syncline.people;

import io.syncline.association.CompanyDomains;
import io.syncline.event.Address;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells the addresses that no one person reads: a company's shared mailboxes, its distribution lists and its machines.
 * They lead to the company, and make no contact.
 */
@ApplicationScoped
class SharedMailboxes {
    private final List<Pattern> patterns;

    @Inject
    SharedMailboxes(ContactRules rules) {
        patterns =
                rules.sharedMailboxes().stream().map(SharedMailboxes::pattern).toList();
    }

    /** At a freemail domain a name like info is somebody's own. */
    boolean has(Address address) {
        return address.type() == Address.Type.EMAIL
                && !CompanyDomains.suffixes(address.domain()).isEmpty()
                && patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(address.value()).matches());
    }

    /** A name stands for itself at any domain, with or without a tag ({@code info+de}); * for any characters. */
    private static Pattern pattern(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        String glob = lower.contains("@") ? lower : lower + "@*";
        int at = glob.indexOf('@');
        return Pattern.compile(regex(glob.substring(0, at)) + "(\\+[^@]*)?@" + regex(glob.substring(at + 1)));
    }

    private static String regex(String glob) {
        return Pattern.quote(glob).replace("*", "\\E[^@]*\\Q");
    }
}
