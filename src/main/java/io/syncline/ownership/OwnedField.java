package io.syncline.ownership;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields that a policy speaks of. */
public enum OwnedField {
    ACCOUNT_NAME("account", "name", Writer.SOURCES, true),
    ACCOUNT_OWNER("account", "ownerId", Writer.RULES, false),
    CONTACT_NAME("contact", "name", Writer.SOURCES, false),
    CONTACT_TITLE("contact", "title", Writer.SOURCES, false),
    CONTACT_ACCOUNT("contact", "accountId", Writer.SOURCES, false),
    CONTACT_OWNER("contact", "ownerId", Writer.RULES, false),
    DEAL_NAME("deal", "name", Writer.PEOPLE, true),
    DEAL_STAGE("deal", "stage", Writer.PEOPLE, true),
    DEAL_AMOUNT("deal", "amount", Writer.PEOPLE, false),
    DEAL_CURRENCY("deal", "currency", Writer.PEOPLE, false),
    DEAL_OPENED("deal", "openedAt", Writer.PEOPLE, false),
    DEAL_CLOSED("deal", "closedAt", Writer.PEOPLE, false),
    DEAL_ACCOUNT("deal", "accountId", Writer.PEOPLE, false),
    DEAL_OWNER("deal", "ownerId", Writer.RULES, false),
    LEAD_FORM("lead", "form", Writer.ITS_EVENT, false),
    LEAD_EMAIL("lead", "email", Writer.ITS_EVENT, false),
    LEAD_NAME("lead", "name", Writer.ITS_EVENT, false),
    LEAD_PHONE("lead", "phone", Writer.ITS_EVENT, false),
    LEAD_COMPANY("lead", "company", Writer.ITS_EVENT, false),
    LEAD_TITLE("lead", "title", Writer.ITS_EVENT, false),
    LEAD_MESSAGE("lead", "message", Writer.ITS_EVENT, false),
    LEAD_OWNER("lead", "ownerId", Writer.RULES, false);

    private enum Writer {
        /** People only. */
        PEOPLE,
        /** People, and the rules that give a record its owner where a policy lets them. */
        RULES,
        /** Sources too, so that a policy must speak of it. */
        SOURCES,
        /** Its own event, once, and nothing after it. */
        ITS_EVENT
    }

    private final String entity;
    private final String field;
    private final Writer writer;
    private final boolean required;

    OwnedField(String entity, String field, Writer writer, boolean required) {
        this.entity = entity;
        this.field = field;
        this.writer = writer;
        this.required = required;
    }

    public String entity() {
        return entity;
    }

    /** Its name in the API. */
    public String field() {
        return field;
    }

    /** Whether there must be a value, so that no decision leaves the field empty. */
    public boolean required() {
        return required;
    }

    /** Whether sources write it, so that a policy must speak of it. */
    public boolean needsPolicy() {
        return writer == Writer.SOURCES || writer == Writer.ITS_EVENT;
    }

    /** Whether anybody but people can write it. */
    public boolean automated() {
        return writer != Writer.PEOPLE;
    }

    /** Whether it is written once, by its own event, and by nothing after it. */
    public boolean asSubmitted() {
        return writer == Writer.ITS_EVENT;
    }

    public static Optional<OwnedField> of(String entity, String field) {
        return Stream.of(values())
                .filter(known -> known.entity.equals(entity) && known.field.equals(field))
                .findFirst();
    }

    public static List<OwnedField> ofEntity(String entity) {
        return Stream.of(values()).filter(known -> known.entity.equals(entity)).toList();
    }

    /** The entities, in the order of the policy file. */
    public static List<String> entities() {
        return Stream.of(values()).map(OwnedField::entity).distinct().toList();
    }
}
