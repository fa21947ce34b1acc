package io.syncline.event;

import java.time.Instant;

/**
 * What a person said of themselves in a form.
 *
 * @param email canonical, or null
 * @param phone canonical, or null
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
        Touch touch) {}
