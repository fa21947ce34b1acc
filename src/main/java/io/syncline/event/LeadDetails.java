package io.syncline.event;

import java.time.Instant;
import java.util.Set;

/**
 * What a person said of themselves in a form.
 *
 * @param email canonical, or null
 * @param phone canonical, or null
 * @param leftBlank names of fields that the form has and the person left empty
 */
public record LeadDetails(
        String form,
        Instant submittedAt,
        Address email,
        String name,
        Address phone,
        String company,
        String title,
        String message,
        Touch touch,
        Set<String> leftBlank) {
    public LeadDetails {
        leftBlank = Set.copyOf(leftBlank);
    }
}
