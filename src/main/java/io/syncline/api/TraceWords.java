package io.syncline.api;

import io.syncline.crm.ValidationException;

/** Reads what somebody traces an item by. */
public final class TraceWords {
    static final int LONGEST = 2_000;
    static final String EXPECTED =
            "a Message-ID, a call's, calendar event's or submission's id, an event's id or key, an e-mail address or a"
                    + " phone number, of up to " + LONGEST + " characters";

    private TraceWords() {}

    /**
     * @throws ValidationException if it is missing or too long
     */
    public static String read(String q) {
        String text = Words.plain("q", q);
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new ValidationException("q", q, EXPECTED);
        }
        return text;
    }
}
