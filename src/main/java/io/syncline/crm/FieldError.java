package io.syncline.crm;

/**
 * A field of a request that cannot be taken.
 *
 * @param field its path in the body, or the name of the parameter
 * @param value as it came, clipped; null when it was missing
 * @param expected what would have been right
 */
public record FieldError(String field, String value, String expected) {
    private static final int LONGEST_VALUE = 200;

    public FieldError {
        if (value != null && value.length() > LONGEST_VALUE) {
            value = value.substring(0, LONGEST_VALUE) + "…";
        }
    }
}
