package io.syncline.association;

import com.google.common.net.InternetDomainName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which domains name a company: not those at which anybody can have an address, {@code freemail-domains.txt}. */
public final class CompanyDomains {
    private static final Set<String> FREEMAIL = read();

    private CompanyDomains() {}

    private static boolean isFreemail(String domain) {
        return FREEMAIL.contains(domain);
    }

    /**
     * The domain and those above it, longest first, down to the one that a company registers: two labels, or one more
     * than a public suffix such as co.uk (<a href="https://publicsuffix.org/list/">publicsuffix.org</a>); nothing from a
     * freemail domain up.
     */
    public static List<String> suffixes(String domain) {
        List<String> suffixes = new ArrayList<>();
        String rest = domain;
        while (isRegistered(rest) && !isFreemail(rest)) {
            suffixes.add(rest);
            rest = rest.substring(rest.indexOf('.') + 1);
        }
        return suffixes;
    }

    /** The domain that the company of an address has registered; nothing where anybody can have an address. */
    public static Optional<String> registered(String domain) {
        List<String> suffixes = suffixes(domain);
        return suffixes.isEmpty() ? Optional.empty() : Optional.of(suffixes.get(suffixes.size() - 1));
    }

    /** A top level that the list does not know is a suffix of one label. */
    private static boolean isRegistered(String domain) {
        if (!InternetDomainName.isValid(domain)) {
            return domain.indexOf('.') >= 0;
        }
        var name = InternetDomainName.from(domain);
        return name.hasPublicSuffix() ? name.isUnderPublicSuffix() : name.hasParent();
    }

    private static Set<String> read() {
        var stream = CompanyDomains.class.getResourceAsStream("/freemail-domains.txt");
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
