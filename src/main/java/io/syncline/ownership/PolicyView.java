package io.syncline.ownership;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A policy that was in force from some time on.
 *
 * @param policyVersion stands on each decision by it
 * @param version its author's
 * @param hash of what it decides
 * @param settledAt when all fields had been decided by it; null while that is going on, or was cut short by the next
 * @param text the file as it was written; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyView(
        String policyVersion, String version, String hash, Instant since, Instant settledAt, String text) {
    static PolicyView of(PolicyRow row) {
        return new PolicyView(row.label(), row.version(), row.hash(), row.since(), row.settledAt(), row.text());
    }

    PolicyView withoutText() {
        return new PolicyView(policyVersion, version, hash, since, settledAt, null);
    }
}
