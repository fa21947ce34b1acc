package io.syncline.crm;

/** There is no such record. */
public class MissingException extends IllegalArgumentException {
    public MissingException(String entity, Object id) {
        super("no " + entity + " has the id " + id);
    }
}
