package io.syncline.operation;

/**
 * What became of the events that a filter matched. Fewer replayed than matched without a stop by the probe means that
 * the call reached its bound, or that a payload was not kept.
 *
 * @param applied how many are applied now; an item that turned out to be known counts
 * @param retrying how many failed and are tried again later
 * @param dead how many failed for good
 * @param stoppedByProbe whether the first was not applied, so that the rest was left alone
 */
public record ReplayResult(long matched, int replayed, int applied, int retrying, int dead, boolean stoppedByProbe) {}
