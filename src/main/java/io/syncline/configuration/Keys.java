package io.syncline.configuration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys that mean something under {@code syncline}. */
final class Keys {
    /** Under {@code syncline} itself. */
    static final List<String> TOP = List.of(
            "organization",
            "never-log",
            "connectors",
            "data-dir",
            "admin-password",
            "look-every",
            "ownership-file",
            "routes-dir",
            "schedules");

    /** Sections that other packages read by a {@code @ConfigMapping} of their own, which also validates them. */
    static final List<String> SECTIONS = List.of(
            "alerts",
            "association",
            "backfill",
            "contacts",
            "lease",
            "mail",
            "owners",
            "reconciliation",
            "retry",
            "sign-in",
            "spool");

    /** Those of {@code syncline.retry} that a connector may set for itself. */
    static final List<String> CONNECTOR_RETRY = List.of("initial-delay", "max-delay", "max-attempts", "at-once");

    static final List<String> SCHEDULES = List.of("enabled", "work-every");

    static final List<String> ORGANIZATION = List.of("domains", "default-region");

    private static final List<String> COMMON = List.of(
            "type", "owner", "enabled", "dedup-window", "failure-threshold", "lag-threshold", "retry", "retention");

    private static final Map<String, List<String>> BY_TYPE = Map.of(
            "imap",
            List.of("host", "port", "tls", "trust", "username", "password", "folders", "since", "poll-every"),
            "google-calendar",
            List.of("calendars", "credentials", "root-url", "since", "poll-every"),
            "telephony",
            List.of("provider", "auth", "secret", "public-url", "silent-after"),
            "lead-form",
            List.of("provider", "auth", "secret", "public-url", "silent-after", "allowed-origins", "honeypot"));

    static final List<String> TYPES = List.of("imap", "google-calendar", "telephony", "lead-form");

    private Keys() {}

    /** The keys of a connector; those of all types where the type is not known. */
    static Set<String> ofConnector(String type) {
        var keys = new LinkedHashSet<>(COMMON);
        BY_TYPE.entrySet().stream()
                .filter(entry -> entry.getKey().equals(type) || !BY_TYPE.containsKey(type))
                .forEach(entry -> keys.addAll(entry.getValue()));
        return keys;
    }

    /** The types that have this key. */
    static List<String> typesWith(String key) {
        return TYPES.stream()
                .filter(type -> BY_TYPE.getOrDefault(type, List.of()).contains(key))
                .toList();
    }
}
