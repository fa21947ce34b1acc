package io.syncline.timeline;

import io.syncline.event.Kind;

/**
 * Which activities to list; null stands for any.
 *
 * @param externalId the source's own id of any event of the activity
 * @param unassociated true for those without a link
 */
public record ActivityFilter(Kind kind, String connector, String externalId, boolean unassociated) {}
