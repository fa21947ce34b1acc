package io.syncline.console;

import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.timeline.ActivityFilter;
import io.syncline.timeline.TimelineItem;
import io.syncline.timeline.TimelineItem.LinkedTo;
import io.syncline.timeline.TimelineQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Gathers what the page shows. */
@ApplicationScoped
class ContactPages {
    private static final int ENTRIES = 50;
    private static final int RECENT = 20;

    private final ContactBook contacts;
    private final TimelineQuery timelines;

    @Inject
    ContactPages(ContactBook contacts, TimelineQuery timelines) {
        this.contacts = contacts;
        this.timelines = timelines;
    }

    /** The contacts, and of them the one who was last in touch. */
    ContactPage start(Optional<Cursor> moreContacts) {
        Page<ContactPage.Line> list = contacts.list(moreContacts);
        return lastInTouch()
                .flatMap(contacts::find)
                .map(contact -> page(list, contact, Optional.empty()))
                .orElseGet(() -> new ContactPage(list.items(), list.next(), null, List.of(), List.of(), null));
    }

    /** One contact with the timeline; empty if there is no such contact. */
    Optional<ContactPage> contact(UUID id, Optional<Cursor> moreContacts, Optional<Cursor> olderEntries) {
        return contacts.find(id).map(contact -> page(contacts.list(moreContacts), contact, olderEntries));
    }

    private ContactPage page(Page<ContactPage.Line> list, ContactPage.Detail contact, Optional<Cursor> olderEntries) {
        Page<TimelineItem> timeline = timelines.timeline("contact", contact.id(), ENTRIES, olderEntries);
        return new ContactPage(
                list.items(),
                list.next(),
                contact,
                contacts.deals(contact.id()),
                timeline.items().stream().map(TimelineEntry::new).toList(),
                timeline.next());
    }

    private Optional<UUID> lastInTouch() {
        var everything = new ActivityFilter(null, null, null, false);
        return timelines.activities(everything, RECENT, Optional.empty()).items().stream()
                .flatMap(item -> item.associations().stream())
                .filter(link -> link.entity().equals("contact"))
                .map(LinkedTo::id)
                .findFirst();
    }
}
