package io.syncline.configuration;

import io.syncline.connector.WebhookSecurity;
import io.syncline.connector.WebhookSecurity.Auth;
import java.util.List;
import java.util.Optional;

/** Reads what connectors that are called have in common: the provider and how its calls are told from others. */
final class WebhookReader {
    private static final String AUTH = "bearer or standard-webhooks";

    private final Section section;
    private final List<String> providers;

    WebhookReader(Section section, List<String> providers) {
        this.section = section;
        this.providers = providers;
    }

    String provider() {
        String expectation = "one of " + String.join(", ", providers);
        return section.parsed("provider", expectation, text -> Optional.of(text).filter(providers::contains))
                .orElse("generic");
    }

    WebhookSecurity security() {
        Optional<Auth> auth = Optional.empty();
        switch (section.text("provider").orElse("generic")) {
            case "generic" -> {
                section.required("auth", AUTH);
                auth = section.parsed("auth", AUTH, Values.word(Auth.class));
                requireSecret(auth);
            }
            case "html" -> {
                refuse("auth", "provider html has none: a public form proves nothing");
                refuse("secret", "provider html has none: a public form can keep no secret");
            }
            case "twilio" -> {
                refuse("auth", "provider twilio signs in its own way");
                requireSecret(auth);
                section.required(
                        "public-url", "the URL base that Twilio calls and signs, such as https://hooks.acme.example");
            }
            default -> {
                // Already refused as an unknown provider; what it needs cannot be said.
            }
        }
        return new WebhookSecurity(
                auth,
                section.texts("secret"),
                section.parsed("public-url", "an http or https URL such as https://hooks.acme.example", Values::url));
    }

    private void requireSecret(Optional<Auth> auth) {
        List<String> secrets = section.texts("secret");
        if (secrets.isEmpty()) {
            section.problems().missing(section.key("secret"), "the token or signing key, or a list of them");
        }
        boolean signingKeys = auth.equals(Optional.of(Auth.STANDARD_WEBHOOKS));
        if (signingKeys && !secrets.stream().allMatch(Values::isSigningKey)) {
            section.problems().badSecret(section.key("secret"), "a signing key: whsec_ and base64");
        }
    }

    private void refuse(String name, String reason) {
        if (!section.texts(name).isEmpty()) {
            section.problems().add(section.key(name), "cannot be used; expected no such key, since " + reason);
        }
    }
}
