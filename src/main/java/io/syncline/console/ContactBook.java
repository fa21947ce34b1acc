package io.syncline.console;

import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The contacts as the page shows them. */
@ApplicationScoped
class ContactBook {
    Page<ContactPage.Line> list(Optional<Cursor> after) {
        return new Page<>(List.of(), null);
    }

    Optional<ContactPage.Detail> find(UUID id) {
        return Optional.of(new ContactPage.Detail(id, "Contact", "", List.of()));
    }

    List<String> deals(UUID contact) {
        return List.of();
    }
}
