package io.syncline.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A canonical e-mail address or phone number; equal addresses reach the same place.
 *
 * @param value an e-mail address in lower case, or a phone number in E.164 ({@code +14155550123})
 */
public record Address(Type type, String value) {
    /** What kind of address it is. */
    public enum Type {
        EMAIL,
        PHONE;

        /** The word used in the API and in the database. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Type of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public Address {
        requireNonNull(type);
        requireNonNull(value);
        if (value.isBlank()) {
            throw new IllegalArgumentException("an address is not blank");
        }
    }

    /** The domain of an e-mail address, in lower case; empty for a phone number. */
    public String domain() {
        return type == Type.EMAIL ? value.substring(value.lastIndexOf('@') + 1) : "";
    }

    /**
     * The mailbox behind an e-mail address: without what stands behind a plus, and at Gmail without dots. The function
     * {@code mailbox} of the database says the same. A number is itself.
     */
    public String mailbox() {
        if (type == Type.PHONE) {
            return value;
        }
        String local = value.substring(0, value.indexOf('@')).replaceFirst("(?s)(.)\\+.*", "$1");
        boolean gmail = value.endsWith("@gmail.com") || value.endsWith("@googlemail.com");
        return gmail ? local.replace(".", "") + "@gmail.com" : local + value.substring(value.indexOf('@'));
    }

    /** The name of a lock that all spellings of one mailbox share, and perhaps some other mailboxes. */
    public String lock() {
        String local = value.substring(0, Math.max(value.lastIndexOf('@'), 0)).replaceFirst("(.)\\+.*", "$1");
        return "identity:"
                + (type == Type.PHONE ? value : local.replace(".", "") + "@" + domain().replace("googlemail", "gmail"));
    }

    @Override
    public String toString() {
        return value;
    }
}
