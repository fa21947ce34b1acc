package io.syncline.rebuild;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a rebuild would change. */
public enum ChangeKind {
    ACCOUNT,
    CONTACT,
    /** An address, a number or a domain that a contact or an account would get. */
    ADDRESS,
    ACTIVITY,
    /** Of an activity to an account, contact or deal, or whom a participant is recognised as. */
    LINK,
    /** A link that would be, or would no longer be, for a person to decide. */
    REVIEW,
    FIELD,
    OWNER,
    /** What sources say of a field, whether or not it has another value for it. */
    CLAIM,
    LEAD,
    /** A marketing touch. */
    TOUCH,
    /** What became of an event, or which activity it is of. */
    EVENT,
    /** An event that today's mapping cannot read; nothing of it changes. */
    UNREADABLE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChangeKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
