package io.syncline.console;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.LeadFormConfig;
import io.syncline.connector.TelephonyConfig;
import io.syncline.connector.WebhookSecurity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a connector is configured, by the keys of the configuration; of secrets only how many there are. */
final class Settings {
    private final Map<String, String> settings = new LinkedHashMap<>();

    private Settings() {}

    static Map<String, String> of(ConnectorConfig config) {
        var settings = new Settings();
        settings.put("type", config.type());
        settings.put("enabled", config.enabled());
        if (config instanceof ImapConfig mail) {
            settings.imap(mail);
        } else if (config instanceof CalendarConfig calendar) {
            settings.calendar(calendar);
        } else if (config instanceof TelephonyConfig calls) {
            settings.put("provider", calls.provider());
        } else if (config instanceof LeadFormConfig form) {
            settings.put("provider", form.provider());
            settings.put("allowed-origins", String.join(", ", form.allowedOrigins()));
            settings.put("honeypot", form.honeypot());
        }
        WebhookSecurity.of(config).ifPresent(settings::security);
        settings.common(config.common());
        return settings.settings;
    }

    private void imap(ImapConfig mail) {
        put("host", mail.host() + ":" + mail.port());
        put("tls", mail.tls().name().toLowerCase(Locale.ROOT));
        put("username", mail.username());
        put("folders", String.join(", ", mail.folders()));
        put("since", mail.since().map(Object::toString).orElse("all of it"));
        put("poll-every", say(mail.pollEvery()));
    }

    private void calendar(CalendarConfig calendar) {
        put("calendars", String.join(", ", calendar.calendars()));
        put("root-url", calendar.rootUrl());
        put("since", calendar.since().map(Object::toString).orElse("all of it"));
        put("poll-every", say(calendar.pollEvery()));
    }

    private void security(WebhookSecurity security) {
        put(
                "auth",
                security.auth()
                        .map(auth -> auth.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse(null));
        put(
                "secret",
                security.secrets().isEmpty()
                        ? "none"
                        : Say.count(security.secrets().size(), "secret"));
        put("public-url", security.publicUrl().map(Object::toString).orElse(null));
    }

    private void common(ConnectorConfig.Common common) {
        put("dedup-window", say(common.dedupWindow()));
        put("failure-threshold", common.failureThreshold());
        put("lag-threshold", say(common.lagThreshold()));
        put(
                "silent-after",
                Optional.ofNullable(common.silentAfter()).map(Settings::say).orElse(null));
        put("retention", common.retention().map(Settings::say).orElse("for ever"));
    }

    private void put(String key, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            settings.put(key, value.toString());
        }
    }

    private static String say(Duration duration) {
        return Say.duration(duration.toSeconds());
    }
}
