package io.syncline.audit;

import java.util.List;

/**
 * What a look at sealed blocks found.
 *
 * @param intact whether nothing was found
 * @param blocks looked at
 * @param rows that they seal
 * @param redacted rows whose values were taken out, as the audit itself says; they count as intact
 * @param unsealed rows that are in no block yet
 * @param newest the last block that is there: keep its number and hash elsewhere, and ask by them later; or null
 * @param next the block to go on from, or null when all that was asked for was looked at
 * @param problems what was found, the first of them
 * @param moreProblems how many are left out
 */
public record AuditVerification(
        boolean intact,
        long blocks,
        long rows,
        long redacted,
        long unsealed,
        AuditBlock newest,
        Long next,
        List<Problem> problems,
        long moreProblems) {
    /**
     * Something that is not as it was sealed.
     *
     * @param kind row-changed, row-missing, row-added; value-changed, value-missing, value-added for what a row was before
     *     and after; block-changed, block-missing; anchor-differs
     * @param block its number
     * @param id of the row in the audit, or null where it is a block
     * @param detail a sentence, or null where the kind says it
     */
    public record Problem(String kind, long block, Long id, String detail) {}

    /** A block's number and hash that were kept elsewhere. */
    public record Anchor(long block, String hash) {}
}
