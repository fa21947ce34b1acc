package io.syncline.association;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Domains at which anybody can have an address, so that they name no company; from {@code freemail-domains.txt}. */
public final class FreemailDomains {
    private static final Set<String> DOMAINS = read();

    private FreemailDomains() {}

    private static boolean contains(String domain) {
        return DOMAINS.contains(domain);
    }

    /** The domain and those above it, longest first, down to two labels; nothing from a freemail domain up. */
    public static List<String> companySuffixes(String domain) {
        List<String> suffixes = new ArrayList<>();
        String rest = domain;
        while (rest.indexOf('.') >= 0 && !contains(rest)) {
            suffixes.add(rest);
            rest = rest.substring(rest.indexOf('.') + 1);
        }
        return suffixes;
    }

    private static Set<String> read() {
        var stream = FreemailDomains.class.getResourceAsStream("/freemail-domains.txt");
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
