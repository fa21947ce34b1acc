package io.syncline.console;

import io.syncline.crm.AccountService;
import io.syncline.crm.ContactService;
import io.syncline.crm.ContactView;
import io.syncline.crm.DealService;
import io.syncline.crm.DealView;
import io.syncline.crm.MissingException;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The contacts as the page shows them. */
@ApplicationScoped
class ContactBook {
    private static final int CONTACTS = 50;

    private final ContactService contacts;
    private final AccountService accounts;
    private final DealService deals;

    @Inject
    ContactBook(ContactService contacts, AccountService accounts, DealService deals) {
        this.contacts = contacts;
        this.accounts = accounts;
        this.deals = deals;
    }

    Page<ContactPage.Line> list(Optional<Cursor> after) {
        Page<ContactView> page = contacts.list(new PageRequest(null, CONTACTS, after));
        Map<UUID, String> names = accounts.names(page.items().stream()
                .map(ContactView::accountId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return page.map(contact ->
                new ContactPage.Line(contact.id(), name(contact), names.getOrDefault(contact.accountId(), "")));
    }

    Optional<ContactPage.Detail> find(UUID id) {
        try {
            ContactView contact = contacts.get(id);
            String company = contact.accountId() == null
                    ? null
                    : accounts.names(List.of(contact.accountId())).get(contact.accountId());
            String title = String.join(
                    ", ",
                    Stream.of(contact.title(), company).filter(Objects::nonNull).toList());
            return Optional.of(new ContactPage.Detail(id, name(contact), title, addresses(contact)));
        } catch (MissingException e) {
            return Optional.empty();
        }
    }

    List<String> deals(UUID contact) {
        return deals.ofContact(contact).stream().map(ContactBook::say).toList();
    }

    private static String say(DealView deal) {
        String amount = deal.amount() == null ? "" : ", " + deal.amount().toPlainString() + " " + deal.currency();
        return deal.name() + " (" + deal.stage().word() + amount + ")";
    }

    private static String name(ContactView contact) {
        if (contact.name() != null && !contact.name().isBlank()) {
            return contact.name();
        }
        return addresses(contact).stream().findFirst().orElse("Contact without a name");
    }

    private static List<String> addresses(ContactView contact) {
        List<String> addresses = new ArrayList<>(contact.emails());
        addresses.addAll(contact.phones());
        return addresses;
    }
}
