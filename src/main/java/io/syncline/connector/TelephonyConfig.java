package io.syncline.connector;

/**
 * A telephony provider that calls {@code POST /webhooks/<id>}.
 *
 * @param provider generic or twilio
 */
public record TelephonyConfig(Common common, String provider, WebhookSecurity security) implements ConnectorConfig {
    @Override
    public String type() {
        return "telephony";
    }

    @Override
    public String toString() {
        return "telephony " + common.id();
    }
}
