package io.syncline.timeline;

import java.io.Serializable;
import java.util.UUID;

record ActivityParticipantId(UUID activityId, int ordinal) implements Serializable {}
