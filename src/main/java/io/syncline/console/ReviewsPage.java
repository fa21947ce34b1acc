package io.syncline.console;

import io.syncline.ownership.ReviewView;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a person decides.
 *
 * @param reviews the open ones, the latest first
 * @param names of the records that they mention
 * @param activities whose links are asked about
 * @param next the cursor of the page that follows, or null
 */
record ReviewsPage(
        List<ReviewView> reviews, Map<UUID, String> names, Map<UUID, TimelineEntry> activities, String next) {
    public String name(UUID id) {
        return names.getOrDefault(id, id.toString());
    }

    /** The activity that a link is of; null when it has gone. */
    public TimelineEntry activity(UUID id) {
        return activities.get(id);
    }

    /** A value as people know it. */
    public String say(String value) {
        UUID id = Origins.id(value);
        return id == null ? value : name(id);
    }
}
