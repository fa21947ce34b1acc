package io.syncline.association;

import java.io.Serializable;
import java.util.UUID;

record AssociationId(UUID activityId, String entity, UUID entityId) implements Serializable {}
