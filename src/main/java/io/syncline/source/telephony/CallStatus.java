package io.syncline.source.telephony;

import java.util.Locale;

/**
 * The states of a call, in the order in which a later one stands against an earlier one. Somebody who answered after
 * others missed it makes a call completed; and a voicemail says more than that nobody answered or that the line closed.
 */
enum CallStatus {
    INITIATED("initiated", 10),
    RINGING("ringing", 20),
    ANSWERED("answered", 30),
    /** Alone it means that the call took place; what the call's own states say stands against it. */
    RECORDED("completed", 40),
    MISSED("missed", 50),
    COMPLETED("completed", 60),
    VOICEMAIL("voicemail", 70);

    private final String shown;
    private final int precedence;

    CallStatus(String shown, int precedence) {
        this.shown = shown;
        this.precedence = precedence;
    }

    /** The status that the activity shows. */
    String shown() {
        return shown;
    }

    int precedence() {
        return precedence;
    }

    /** Whether the call has ended by it. */
    boolean ends() {
        return this == MISSED || this == COMPLETED || this == VOICEMAIL;
    }

    /** The word of the generic call. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
