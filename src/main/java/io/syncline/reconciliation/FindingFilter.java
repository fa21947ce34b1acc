package io.syncline.reconciliation;

import java.util.UUID;

/**
 * Which findings; null means any.
 *
 * @param run that saw, repaired or closed them
 */
public record FindingFilter(FindingState state, String check, String connector, String kind, UUID run) {}
