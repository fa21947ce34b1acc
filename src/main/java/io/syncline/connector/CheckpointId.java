package io.syncline.connector;

import java.io.Serializable;

/** A checkpoint's place: a connector and, within it, a folder or a calendar. */
record CheckpointId(String connector, String scope) implements Serializable {}
