package io.syncline.ledger;

import java.io.Serializable;
import java.util.UUID;

record EventAttemptId(UUID eventId, int attempt) implements Serializable {}
