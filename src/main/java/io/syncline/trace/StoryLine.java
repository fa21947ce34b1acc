package io.syncline.trace;

import java.time.Instant;

/**
 * What happened to an item.
 *
 * @param at null where nobody wrote down when
 * @param eventKey of the event to which it happened; null for the activity as a whole
 */
public record StoryLine(Instant at, String eventKey, String what) {}
