package io.syncline.completeness;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * The balance of each connector in one window, all of one moment.
 *
 * @param from null for the beginning
 * @param to null for no end
 */
public record Completeness(Instant from, Instant to, List<OfConnector> items, Counts totals) {
    static Completeness of(Window window, List<OfConnector> items) {
        Counts none = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return new Completeness(
                window.from(),
                window.to(),
                items,
                items.stream().map(OfConnector::counts).reduce(none, Counts::plus));
    }

    /**
     * The balance of a connector.
     *
     * @param missingItems what is missing; null when nothing is
     */
    public record OfConnector(String connector, @JsonUnwrapped Counts counts, MissingItems missingItems) {}

    /**
     * What is missing.
     *
     * @param notInCrm sightings of events that were applied and whose activity, or lead, is not in the CRM any more
     * @param notRead items that the source held beyond the checkpoint or in its gaps
     * @param asOf when the source was looked at, or null when it holds no more
     * @param eventKeys of some of those that are not in the CRM, to be traced
     */
    public record MissingItems(long notInCrm, long notRead, Instant asOf, List<String> eventKeys) {}
}
