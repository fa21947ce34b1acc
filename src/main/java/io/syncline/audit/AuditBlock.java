package io.syncline.audit;

import java.time.Instant;

/**
 * A block of the sealed audit. Kept elsewhere, number and hash of one prove all rows up to it.
 *
 * @param hash SHA-256 in hexadecimal, over the block's rows and the hash of the block before
 * @param through the id of the audit up to which it and the blocks before decide
 */
public record AuditBlock(long number, String hash, long through, Instant sealedAt) {}
