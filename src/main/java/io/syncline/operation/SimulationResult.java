package io.syncline.operation;

import io.syncline.association.LinkDifference;
import io.syncline.ownership.FieldDifference;
import io.syncline.ownership.FieldDifferences.NewReview;
import io.syncline.ownership.Window;
import java.time.Instant;
import java.util.List;

/**
 * What would be different by another policy.
 *
 * @param policyVersion of the one that was tried
 * @param inForce the one by which things are as they are
 * @param from the window: records of which sources said something in it; null where it has no beginning
 * @param to null where it has no end
 * @param records how many were looked at
 * @param complete false when time ran out first: try a smaller window
 * @param counts how many there are of each; of very many, the lists have the first
 * @param owners of records, among their fields
 * @param links of activities, that follow from contacts whose account would be another
 * @param reviews that people would be asked for anew
 * @param notes what it does not tell
 */
public record SimulationResult(
        String policyVersion,
        String inForce,
        Instant from,
        Instant to,
        long records,
        boolean complete,
        Counts counts,
        List<FieldDifference> fields,
        List<FieldDifference> owners,
        List<LinkDifference> links,
        List<NewReview> reviews,
        List<String> notes) {
    private static final int MOST = 1_000;
    private static final List<String> NOTES = List.of(
            "links are those that follow from contacts whose account would be another; the rules by which activities are"
                    + " linked are not part of this file",
            "who may write over sources is not compared: what people hold stays as it is");

    public SimulationResult {
        fields = List.copyOf(fields);
        owners = List.copyOf(owners);
        links = List.copyOf(links);
        reviews = List.copyOf(reviews);
        notes = List.copyOf(notes);
    }

    public record Counts(int fields, int owners, int links, int reviews) {}

    static SimulationResult of(
            String policyVersion,
            String inForce,
            Window window,
            long records,
            boolean complete,
            List<FieldDifference> fields,
            List<FieldDifference> owners,
            List<NewReview> reviews,
            List<LinkDifference> links) {
        return new SimulationResult(
                policyVersion,
                inForce,
                window.beginning(),
                window.end(),
                records,
                complete,
                new Counts(fields.size(), owners.size(), links.size(), reviews.size()),
                first(fields),
                first(owners),
                first(links),
                first(reviews),
                NOTES);
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(MOST, all.size()));
    }
}
