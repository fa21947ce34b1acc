package io.syncline.console;

import io.syncline.console.RecordList.Line;
import io.syncline.crm.AccountService;
import io.syncline.crm.AccountView;
import io.syncline.crm.ContactService;
import io.syncline.crm.ContactView;
import io.syncline.crm.DealService;
import io.syncline.crm.DealView;
import io.syncline.crm.RecordNames;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** The records as pages list them. */
@ApplicationScoped
class Records {
    private final AccountService accounts;
    private final ContactService contacts;
    private final DealService deals;
    private final RecordNames names;

    @Inject
    Records(AccountService accounts, ContactService contacts, DealService deals, RecordNames names) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.deals = deals;
        this.names = names;
    }

    RecordList list(RecordKind kind, PageRequest request) {
        Page<Line> page =
                switch (kind) {
                    case ACCOUNT -> accounts.list(request).map(Records::line);
                    case CONTACT -> contacts(request);
                    case DEAL -> deals(request);
                };
        return new RecordList(kind, request.q(), page.items(), page.next());
    }

    private Page<Line> contacts(PageRequest request) {
        Page<ContactView> page = contacts.list(request);
        Map<UUID, String> companies = names.of(present(page.items().stream().map(ContactView::accountId)));
        return page.map(contact -> new Line(
                path(RecordKind.CONTACT, contact.id()),
                name(contact),
                companies.getOrDefault(contact.accountId(), "")));
    }

    private Page<Line> deals(PageRequest request) {
        Page<DealView> page = deals.list(request);
        Map<UUID, String> companies = names.of(present(page.items().stream().map(DealView::accountId)));
        return page.map(deal -> new Line(
                path(RecordKind.DEAL, deal.id()),
                deal.name(),
                Stream.of(deal.stage().word(), amount(deal), companies.get(deal.accountId()))
                        .filter(Objects::nonNull)
                        .reduce((one, other) -> one + " · " + other)
                        .orElse("")));
    }

    private static Line line(AccountView account) {
        return new Line(path(RecordKind.ACCOUNT, account.id()), account.name(), String.join(", ", account.domains()));
    }

    static List<UUID> present(Stream<UUID> ids) {
        return ids.filter(Objects::nonNull).distinct().toList();
    }

    static String path(RecordKind kind, UUID id) {
        return "/" + kind.words() + "/" + id;
    }

    static String name(ContactView contact) {
        return contact.name() != null && !contact.name().isBlank()
                ? contact.name()
                : Stream.concat(contact.emails().stream(), contact.phones().stream())
                        .findFirst()
                        .orElse("Contact without a name");
    }

    /** Null where nobody said how much. */
    static String amount(DealView deal) {
        if (deal.amount() == null) {
            return null;
        }
        return String.format(Locale.ENGLISH, "%,.2f", deal.amount())
                + (deal.currency() == null ? "" : " " + deal.currency());
    }
}
