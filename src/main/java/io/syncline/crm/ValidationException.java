package io.syncline.crm;

import java.util.List;

/** A request that cannot be taken as it is; names every field that is wrong. */
public class ValidationException extends IllegalArgumentException {
    private final transient List<FieldError> errors;

    public ValidationException(List<FieldError> errors) {
        super(errors.size() == 1 ? "1 field is wrong" : errors.size() + " fields are wrong");
        this.errors = List.copyOf(errors);
    }

    public ValidationException(String field, String value, String expected) {
        this(List.of(new FieldError(field, value, expected)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
