package io.syncline.association;

import java.io.Serializable;
import java.util.UUID;

record ReviewId(UUID activityId, String entity) implements Serializable {}
