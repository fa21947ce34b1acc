package io.syncline.connector;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How the calls of a webhook's sender are told from anybody else's.
 *
 * @param auth bearer or standard-webhooks for provider generic; other providers sign in their own way
 * @param secrets tokens or signing keys, more than one while a key rotates; none for a public form
 * @param publicUrl the URL base that the sender calls and signs, such as {@code https://hooks.acme.example}
 */
public record WebhookSecurity(Optional<Auth> auth, List<String> secrets, Optional<URI> publicUrl) {
    /** The ways of provider generic. */
    public enum Auth {
        BEARER,
        STANDARD_WEBHOOKS
    }

    public WebhookSecurity {
        secrets = List.copyOf(secrets);
    }

    /** How the calls to a connector are told; empty for a connector that is not called. */
    public static Optional<WebhookSecurity> of(ConnectorConfig config) {
        if (config instanceof TelephonyConfig calls) {
            return Optional.of(calls.security());
        }
        return config instanceof LeadFormConfig form ? Optional.of(form.security()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "WebhookSecurity[" + auth + "]";
    }
}
