package io.syncline.console.access;

import java.time.Duration;

/** The password is not even looked at. */
class TooManyTriesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long seconds;

    TooManyTriesException(Duration wait) {
        super("too many wrong passwords", null, false, false);
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    long seconds() {
        return seconds;
    }
}
