package io.syncline.connector;

import java.time.Instant;

/**
 * Items that a source verifiably holds and Syncline has not: beyond the checkpoint, or in its gaps.
 *
 * @param asOf when the source was looked at
 */
public record SourceBacklog(String connector, long items, Instant asOf) {}
