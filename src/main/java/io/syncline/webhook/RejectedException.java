package io.syncline.webhook;

/** A request of which nothing is kept. */
public class RejectedException extends RuntimeException {
    private final transient Rejection rejection;

    RejectedException(Rejection rejection) {
        super(rejection.message(), null, false, false);
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }
}
