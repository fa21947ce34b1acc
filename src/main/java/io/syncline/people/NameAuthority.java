package io.syncline.people;

import io.syncline.event.Participant;

/** How much each source is worth when it names a person: what they say of themselves before what others call them. */
final class NameAuthority {
    static final int LEAD = 50;
    private static final int OWN_MAIL = 20;
    private static final int ADDRESSED = 10;

    private NameAuthority() {}

    static int of(Participant person) {
        return person.role().equals("from") ? OWN_MAIL : ADDRESSED;
    }
}
