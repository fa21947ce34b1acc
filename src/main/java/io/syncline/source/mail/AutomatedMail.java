package io.syncline.source.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Recognizes mail that no person wrote for its reader: it is no engagement. */
final class AutomatedMail {
    private static final Set<String> BULK = Set.of("bulk", "junk", "list");
    private static final int LONGEST = 60;

    private AutomatedMail() {}

    /** The header that says so and its value, such as {@code Auto-Submitted auto-replied}. */
    static Optional<String> sign(Headers headers) {
        return autoSubmitted(headers)
                .or(() -> headers.has("List-Id") ? Optional.of("List-Id") : Optional.empty())
                .or(() -> said(headers, "Precedence").filter(BULK::contains).map(value -> "Precedence " + value))
                .or(() -> said(headers, "X-Auto-Response-Suppress")
                        .filter(value -> !value.equals("none"))
                        .map(value -> "X-Auto-Response-Suppress"))
                .or(() -> headers.first("Return-Path")
                        .filter(path -> path.strip().equals("<>"))
                        .map(path -> "Return-Path empty"))
                .or(() -> report(headers));
    }

    /** RFC 3834, 5: everything but {@code no}, parameters aside. */
    private static Optional<String> autoSubmitted(Headers headers) {
        return said(headers, "Auto-Submitted")
                .map(value -> value.replaceAll("[;\\s(].*$", ""))
                .filter(value -> !value.isEmpty() && !value.equals("no"))
                .map(value -> "Auto-Submitted " + value);
    }

    private static Optional<String> report(Headers headers) {
        return headers.first("Content-Type")
                .map(header -> MediaType.ofContentType(header, ""))
                .filter(type -> type.is("multipart/report"))
                .map(type -> "Content-Type multipart/report"
                        + type.parameter("report-type")
                                .map(kind -> " " + Texts.bounded(Texts.line(kind), LONGEST))
                                .orElse(""));
    }

    private static Optional<String> said(Headers headers, String name) {
        return headers.text(name).map(value -> Texts.bounded(value, LONGEST).toLowerCase(Locale.ROOT));
    }
}
