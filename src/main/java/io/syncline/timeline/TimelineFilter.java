package io.syncline.timeline;

import io.syncline.event.Kind;

/**
 * Which entries of a timeline to list; null stands for any.
 *
 * @param connector that its newest event came by
 */
public record TimelineFilter(Kind kind, String connector) {
    public static final TimelineFilter ALL = new TimelineFilter(null, null);
}
