package io.syncline.crm;

import static java.util.stream.Collectors.toMap;

import io.syncline.assignment.OwnerAssignment;
import io.syncline.event.Ids;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** Accounts, as people make and change them. */
@ApplicationScoped
public class AccountService {
    private static final String ENTITY = "account";

    private final StatelessSession session;
    private final Domains domains;
    private final References references;
    private final Listing listing;
    private final Changes changes;
    private final OwnerAssignment assignment;
    private final Clock clock;

    @Inject
    AccountService(
            StatelessSession session,
            Domains domains,
            References references,
            Listing listing,
            Changes changes,
            OwnerAssignment assignment,
            Clock clock) {
        this.session = session;
        this.domains = domains;
        this.references = references;
        this.listing = listing;
        this.changes = changes;
        this.assignment = assignment;
        this.clock = clock;
    }

    /**
     * @throws MissingException if there is no such account
     */
    @Transactional
    public AccountView get(UUID id) {
        Account account = session.get(Account.class, id);
        if (account == null) {
            throw new MissingException(ENTITY, id);
        }
        return view(account);
    }

    /** The names of accounts, by their ids. */
    @Transactional
    public Map<UUID, String> names(Collection<UUID> ids) {
        return session
                .createSelectionQuery("from Account where id in :ids", Account.class)
                .setParameterList("ids", ids)
                .list()
                .stream()
                .collect(toMap(Account::id, Account::name));
    }

    /** Accounts whose name or one of whose domains contains the search, newest first. */
    @Transactional
    public Page<AccountView> list(PageRequest request) {
        Page<Account> page = listing.page(
                "account r where true",
                "r.name ilike :q or exists (select 1 from account_domain d where d.account_id = r.id and d.domain like lower(:q))",
                Account.class,
                request,
                Account::id);
        Map<UUID, List<String>> byAccount =
                domains.of(page.items().stream().map(Account::id).toList());
        return page.map(account -> AccountView.of(account, byAccount.getOrDefault(account.id(), List.of())));
    }

    /**
     * @param editor who makes it
     * @throws ValidationException if a field cannot be taken
     * @throws ConflictException if a domain is another account's
     */
    @Transactional
    public AccountView create(Fields fields, Editor editor) {
        var account = new Account(Ids.next(), clock.instant());
        List<String> wanted = take(fields, account, List.of());
        session.insert(account);
        domains.assign(account.id(), wanted);
        AccountView view = view(account);
        changes.created(ENTITY, account.id(), view, editor.name());
        changes.claimNew(ENTITY, account.id(), view, editor);
        assignment.account(
                account.id(), view.domains().isEmpty() ? null : view.domains().get(0), null);
        return view(session.get(Account.class, account.id()));
    }

    /**
     * @param editor who changes it
     * @throws MissingException if there is no such account
     * @throws ValidationException if a field cannot be taken
     * @throws NotAllowedException if the policy does not let this person write a field
     * @throws ConflictException if it has changed meanwhile, or a domain is another account's
     */
    @Transactional
    public AccountView update(UUID id, Fields fields, Editor editor) {
        Account account = session.get(Account.class, id, LockMode.PESSIMISTIC_WRITE);
        if (account == null) {
            throw new MissingException(ENTITY, id);
        }
        AccountView before = view(account);
        List<String> wanted = take(fields, account, before.domains());
        Changes.checkVersion(fields, ENTITY, account.version());
        changes.claim(fields, ENTITY, id, before, AccountView.of(account, wanted), editor);
        if (AccountView.of(account, wanted).equals(before)) {
            return before;
        }
        account.changed(clock.instant());
        session.update(account);
        domains.assign(id, wanted);
        AccountView after = view(account);
        changes.updated(ENTITY, id, before, after, editor.name());
        if (!Objects.equals(before.ownerId(), after.ownerId())) {
            assignment.follow(ENTITY, id);
        }
        return after;
    }

    private List<String> take(Fields fields, Account account, List<String> current) {
        account.become(fields.requiredText("name", account.name()), fields.id("ownerId", account.ownerId()));
        references.owner(fields, account.ownerId());
        List<String> wanted = domains.read(fields, current);
        fields.check();
        return wanted;
    }

    private AccountView view(Account account) {
        return AccountView.of(account, domains.of(List.of(account.id())).getOrDefault(account.id(), List.of()));
    }
}
