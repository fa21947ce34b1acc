package io.syncline.timeline;

import java.io.Serializable;
import java.util.UUID;

record ThreadLinkId(String messageId, UUID activityId) implements Serializable {}
