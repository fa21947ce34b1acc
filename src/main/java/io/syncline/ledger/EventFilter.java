package io.syncline.ledger;

import io.syncline.event.Outcome;
import io.syncline.event.Status;

/** Which events to list; null stands for any. */
public record EventFilter(Status status, Outcome outcome, String connector) {}
