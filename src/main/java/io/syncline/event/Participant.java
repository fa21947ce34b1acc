package io.syncline.event;

import static java.util.Objects.requireNonNull;

/**
 * Somebody who took part in an activity, as the source named them.
 *
 * @param role from, to, cc, bcc, organizer, attendee, agent or submitter
 * @param address null when the source gave none that can be read (a withheld number)
 * @param name as the source gave it, or null
 * @param response accepted, declined, tentative or needsAction for a meeting, else null
 */
public record Participant(String role, Address address, String name, String response) {
    public Participant {
        requireNonNull(role);
    }

    public Participant(String role, Address address, String name) {
        this(role, address, name, null);
    }
}
