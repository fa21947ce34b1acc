package io.syncline.ownership;

import java.time.Instant;

/**
 * What a person decided of a conflict.
 *
 * @param conflict the fingerprint of what the sources said then
 * @param value empty where the field shall be empty
 * @param by user:&lt;name&gt;
 */
record Verdict(String conflict, String value, Instant at, String by) {}
