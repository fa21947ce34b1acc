package io.syncline.webhook;

/** A way to tell the calls of a webhook's sender from anybody else's. */
@FunctionalInterface
interface Authentication {
    boolean isAuthentic(WebhookRequest request);
}
