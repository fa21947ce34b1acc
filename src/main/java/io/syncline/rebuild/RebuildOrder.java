package io.syncline.rebuild;

import java.time.Instant;

/**
 * What to derive again.
 *
 * @param connector or null for all
 * @param from of items that happened then or later, or null
 * @param to of items that happened before, or null
 */
public record RebuildOrder(String connector, Instant from, Instant to) {}
