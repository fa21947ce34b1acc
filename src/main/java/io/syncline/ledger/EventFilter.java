package io.syncline.ledger;

import io.syncline.event.Outcome;
import io.syncline.event.Status;

/**
 * Which events to list; null stands for any.
 *
 * @param conflict true for those that came with another content too
 * @param cause the fingerprint of the last failure
 */
public record EventFilter(Status status, Outcome outcome, String connector, boolean conflict, String cause) {}
