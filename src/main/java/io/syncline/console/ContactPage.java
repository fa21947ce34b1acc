package io.syncline.console;

import java.util.List;
import java.util.UUID;

/**
 * The page of contacts, with one of them open.
 *
 * @param contact the open one, or null
 * @param deals what the open contact is part of, in words
 * @param nextContacts the cursor of more contacts, or null
 * @param nextEntries the cursor of older entries, or null
 */
record ContactPage(
        List<Line> contacts,
        String nextContacts,
        Detail contact,
        List<String> deals,
        List<TimelineEntry> entries,
        String nextEntries) {
    /** A contact in the list; the account's name may be empty. */
    record Line(UUID id, String name, String account) {}

    /** The open contact. */
    record Detail(UUID id, String name, String title, List<String> addresses) {}

    public String title() {
        return contact == null ? "Contacts" : contact.name();
    }

    public boolean isCurrent(Line line) {
        return contact != null && contact.id().equals(line.id());
    }
}
