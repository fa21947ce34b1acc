package io.syncline.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.connector.ConnectorPause;
import io.syncline.lease.Leases.Holder;
import io.syncline.operation.ConnectorState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A connector and how it fares.
 *
 * @param owner who mends it
 * @param reason for the state, in a sentence; null when it is healthy
 * @param lease the replica that polls it, by host and process, and since when; null where the source calls by itself, and
 *     when nobody polls it
 * @param pause by a person, which keeps it from being polled; null when there is none
 * @param checkpoint by folder or calendar, how far it has read; empty for a source that calls by itself
 * @param lookedAt when a polled source was last asked what it holds, or null
 * @param unread by folder or calendar, what it held beyond the checkpoint then
 * @param lastSuccess of a polled source the last read that went through, of another the last delivery, or null
 * @param lastFailure of a read, or null
 * @param lastError what a person needs to mend it, or null
 * @param failuresInARow reads that failed since the last success
 * @param missing items of the last 30 days that are applied and not in the CRM, and those that the source holds and that
 *     are not read
 * @param gaps days of which items may be missing that no poll will bring, until a backfill has read them
 * @param counts by outcome, what became of all that was seen; their sum is what was seen
 */
public record ConnectorAnswer(
        String id,
        String type,
        String owner,
        ConnectorState state,
        String reason,
        Holder lease,
        ConnectorPause pause,
        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
                Map<String, JsonNode> checkpoint,
        Lag lag,
        Instant lookedAt,
        Map<String, Long> unread,
        Instant lastSuccess,
        Instant lastFailure,
        String lastError,
        int failuresInARow,
        long missing,
        List<Gap> gaps,
        Map<String, Long> counts) {
    /**
     * What the source holds and Syncline has not read.
     *
     * @param since when there began to be something, or null
     */
    public record Lag(long items, Instant since, long seconds) {}

    /**
     * What a poll passed over, or its source held no longer.
     *
     * @param scope the folder or calendar
     * @param backfill the request to {@code POST /api/v1/backfills} that reads it
     */
    public record Gap(String scope, String reason, Instant noticedAt, BackfillsResource.Command backfill) {}
}
