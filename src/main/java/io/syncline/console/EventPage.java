package io.syncline.console;

import io.syncline.api.EventAnswer;
import io.syncline.ledger.EventView;

/**
 * An event with all that is known of it.
 *
 * @param answer its payload is null for who may not see it
 */
record EventPage(EventAnswer answer, boolean payloadIsForThem) {
    /** As much of a payload as a person reads and a browser shows at once, in characters. */
    private static final int MOST = 100_000;

    public EventView event() {
        return answer.event();
    }

    /** Why it is as it is, where the error does not say it; else null. */
    public String reason() {
        return event().reason() == null || event().reason().equals(event().error()) ? null : event().reason();
    }

    public boolean parked() {
        return switch (event().status()) {
            case DEAD, RETRYING -> true;
            case APPLIED, DISCARDED -> false;
        };
    }

    /** The payload as text, or its bytes in Base64; null where it is not there. */
    public String payload() {
        if (answer.payload() == null) {
            return null;
        }
        String text = answer.payload().text() == null
                ? answer.payload().base64()
                : answer.payload().text();
        return text.length() > MOST ? text.substring(0, MOST) : text;
    }

    public boolean cut() {
        return answer.payload() != null && payload().length() == MOST;
    }

    public String payloadKind() {
        String bytes = answer.payload().text() == null ? ", no text: its bytes in Base64" : "";
        return answer.payload().contentType() + bytes + (cut() ? ", the first " + MOST + " characters" : "");
    }
}
