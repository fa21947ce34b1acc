package io.syncline.lease;

/**
 * The right to poll a connector once. It is given up without a word when the connector becomes another replica's; then
 * what is done under it changes nothing.
 *
 * @param fence by which the database tells it from an older one
 */
public record Lease(String connector, long fence) {
    /** The exchange property in which a poll has its lease. */
    public static final String PROPERTY = "syncline.lease";
}
