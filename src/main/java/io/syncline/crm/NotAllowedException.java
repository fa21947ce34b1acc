package io.syncline.crm;

/** The field ownership policy does not let this person write a field. */
public class NotAllowedException extends IllegalStateException {
    public NotAllowedException(String entity, String field) {
        super("the field ownership policy does not let your role write the field " + field + " of this " + entity);
    }
}
