package io.syncline.webhook;

import java.util.Locale;

/** Why nothing of a request is kept. */
enum Rejection {
    NOT_AUTHENTIC(401, "the request is not authentic; expected a signature or token by one of the connector's secrets"),
    UNKNOWN_CONNECTOR(404, "no such webhook"),
    METHOD_NOT_ALLOWED(405, "expected POST"),
    TOO_LARGE(413, "the body is larger than 1 MiB"),
    NOT_KEPT(503, "the event could not be kept; send it again later");

    private final int status;
    private final String message;

    Rejection(int status, String message) {
        this.status = status;
        this.message = message;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }

    /** The label in metrics. */
    String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
