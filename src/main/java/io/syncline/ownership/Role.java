package io.syncline.ownership;

import java.util.Optional;
import java.util.stream.Stream;

/** In what capacity a source speaks of a field. */
public enum Role {
    /** The sender of a mail, of themselves. */
    EMAIL_FROM("email-from", "imap", true),
    /** Whoever wrote to them: what the sender calls an addressee. */
    EMAIL_ADDRESSED("email-addressed", "imap", true),
    /** Who filled in a form, of themselves and their company. */
    LEAD("lead", "lead-form", false),
    /** The domain of an e-mail address, which tells the company. */
    DOMAIN("domain", null, true),
    /** The rules by which new records get an owner, which go by what the records tell. */
    ASSIGNMENT("assignment", null, true),
    /** Somebody who works with the CRM. */
    PERSON("person", null, true);

    private final String word;
    private final String connectorType;
    private final boolean pooled;

    Role(String word, String connectorType, boolean pooled) {
        this.word = word;
        this.connectorType = connectorType;
        this.pooled = pooled;
    }

    /** The word of the policy file and of the API. */
    public String word() {
        return word;
    }

    /** The type of the connectors that speak so; null where no connector does. */
    String connectorType() {
        return connectorType;
    }

    /** Whether it is what the records themselves tell: of that only the present counts. */
    boolean derived() {
        return this == DOMAIN || this == ASSIGNMENT;
    }

    /**
     * Whether all connectors count as one source. A mail is one item in whichever mailbox it was read first, so that a
     * decision by mailbox would be one by arrival.
     */
    boolean pooled() {
        return pooled;
    }

    public static Optional<Role> of(String word) {
        return Stream.of(values()).filter(role -> role.word.equals(word)).findFirst();
    }
}
