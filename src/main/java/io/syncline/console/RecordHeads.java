package io.syncline.console;

import io.syncline.console.RecordHead.Fact;
import io.syncline.console.RecordHead.Text;
import io.syncline.crm.AccountService;
import io.syncline.crm.AccountView;
import io.syncline.crm.ContactService;
import io.syncline.crm.ContactView;
import io.syncline.crm.DealService;
import io.syncline.crm.DealView;
import io.syncline.crm.MissingException;
import io.syncline.crm.RecordNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What is to be said of a record before its timeline. */
@ApplicationScoped
class RecordHeads {
    private final AccountService accounts;
    private final ContactService contacts;
    private final DealService deals;
    private final RecordNames names;

    @Inject
    RecordHeads(AccountService accounts, ContactService contacts, DealService deals, RecordNames names) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.deals = deals;
        this.names = names;
    }

    /**
     * @throws MissingException if there is no such record, or it was erased
     */
    RecordHead of(RecordKind kind, UUID id) {
        return switch (kind) {
            case ACCOUNT -> account(accounts.get(id));
            case CONTACT -> contact(contacts.get(id));
            case DEAL -> deal(deals.get(id));
        };
    }

    private RecordHead account(AccountView account) {
        Map<UUID, String> known = names.of(Records.present(Stream.of(account.ownerId())));
        var facts = new ArrayList<Fact>();
        add(facts, "Domains", account.domains());
        add(facts, "Owner", known.get(account.ownerId()));
        return new RecordHead(RecordKind.ACCOUNT, account.id(), account.name(), facts);
    }

    private RecordHead contact(ContactView contact) {
        Map<UUID, String> known =
                names.of(Records.present(Stream.of(contact.accountId(), contact.ownerId(), contact.mergedInto())));
        var facts = new ArrayList<Fact>();
        link(facts, "Stands for it since a merge", RecordKind.CONTACT, contact.mergedInto(), known);
        add(facts, "Title", contact.title());
        link(facts, "Account", RecordKind.ACCOUNT, contact.accountId(), known);
        add(facts, "E-mail", contact.emails());
        add(facts, "Phone", contact.phones());
        add(facts, "Owner", known.get(contact.ownerId()));
        List<Text> parts = deals.ofContact(contact.id()).stream()
                .map(deal -> new Text(deal.name(), Records.path(RecordKind.DEAL, deal.id())))
                .toList();
        if (!parts.isEmpty()) {
            facts.add(new Fact("Deals", parts));
        }
        return new RecordHead(RecordKind.CONTACT, contact.id(), Records.name(contact), facts);
    }

    private RecordHead deal(DealView deal) {
        Map<UUID, String> known = names.of(Records.present(Stream.concat(
                Stream.of(deal.accountId(), deal.ownerId()),
                deal.contacts().stream().map(DealView.DealRole::contactId))));
        var facts = new ArrayList<Fact>();
        add(facts, "Stage", deal.stage().word());
        add(facts, "Amount", Records.amount(deal));
        link(facts, "Account", RecordKind.ACCOUNT, deal.accountId(), known);
        add(facts, "Owner", known.get(deal.ownerId()));
        List<Text> people = deal.contacts().stream()
                .map(part -> new Text(
                        known.getOrDefault(part.contactId(), "Contact without a name")
                                + (part.role() == null ? "" : " (" + part.role() + ")"),
                        Records.path(RecordKind.CONTACT, part.contactId())))
                .toList();
        if (!people.isEmpty()) {
            facts.add(new Fact("People", people));
        }
        return new RecordHead(RecordKind.DEAL, deal.id(), deal.name(), facts);
    }

    private static void add(List<Fact> facts, String label, String text) {
        if (text != null && !text.isBlank()) {
            facts.add(Fact.of(label, text));
        }
    }

    private static void add(List<Fact> facts, String label, List<String> texts) {
        if (!texts.isEmpty()) {
            facts.add(new Fact(
                    label, texts.stream().map(text -> new Text(text, null)).toList()));
        }
    }

    private static void link(List<Fact> facts, String label, RecordKind kind, UUID id, Map<UUID, String> known) {
        if (id != null) {
            String name = known.getOrDefault(id, "without a name");
            facts.add(new Fact(label, List.of(new Text(name, Records.path(kind, id)))));
        }
    }
}
