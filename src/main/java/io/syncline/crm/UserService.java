package io.syncline.crm;

import io.syncline.crm.Identities.Holder;
import io.syncline.event.Ids;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** The organization's own people, whose addresses make them actors and not contacts. */
@ApplicationScoped
public class UserService {
    private static final String ENTITY = "user";

    private final StatelessSession session;
    private final Identities identities;
    private final AddressFields addressFields;
    private final Listing listing;
    private final Changes changes;
    private final Clock clock;

    @Inject
    UserService(
            StatelessSession session,
            Identities identities,
            AddressFields addressFields,
            Listing listing,
            Changes changes,
            Clock clock) {
        this.session = session;
        this.identities = identities;
        this.addressFields = addressFields;
        this.listing = listing;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * @throws MissingException if there is no such user
     */
    @Transactional
    public UserView get(UUID id) {
        CrmUser user = session.get(CrmUser.class, id);
        if (user == null) {
            throw new MissingException(ENTITY, id);
        }
        return view(user);
    }

    /** Users whose name or one of whose addresses contains the search, newest first. */
    @Transactional
    public Page<UserView> list(PageRequest request) {
        Page<CrmUser> page = listing.page(
                "crm_user r where true",
                "r.name ilike :q or exists (select 1 from identity i where i.user_id = r.id and i.value like lower(:q))",
                CrmUser.class,
                request,
                CrmUser::id);
        Map<UUID, AddressBook> books = identities.of(
                Holder.USER, page.items().stream().map(CrmUser::id).toList());
        return page.map(user -> UserView.of(user, books.getOrDefault(user.id(), AddressBook.EMPTY)));
    }

    /**
     * @param by who makes it
     * @throws ValidationException if a field cannot be taken
     * @throws ConflictException if an address is somebody else's
     */
    @Transactional
    public UserView create(Fields fields, String by) {
        var user = new CrmUser(Ids.next(), clock.instant());
        AddressBook addresses = take(fields, user, AddressBook.EMPTY);
        session.insert(user);
        identities.assign(Holder.USER, user.id(), addresses);
        UserView view = view(user);
        changes.created(ENTITY, user.id(), view, by);
        return view;
    }

    /**
     * @param by who changes it
     * @throws MissingException if there is no such user
     * @throws ValidationException if a field cannot be taken
     * @throws ConflictException if it has changed meanwhile, or an address is somebody else's
     */
    @Transactional
    public UserView update(UUID id, Fields fields, String by) {
        CrmUser user = session.get(CrmUser.class, id, LockMode.PESSIMISTIC_WRITE);
        if (user == null) {
            throw new MissingException(ENTITY, id);
        }
        UserView before = view(user);
        AddressBook addresses = take(fields, user, identities.of(Holder.USER, id));
        Changes.checkVersion(fields, ENTITY, user.version());
        if (UserView.of(user, addresses).equals(before)) {
            return before;
        }
        user.changed(clock.instant());
        session.update(user);
        identities.assign(Holder.USER, id, addresses);
        UserView after = view(user);
        changes.updated(ENTITY, id, before, after, by);
        return after;
    }

    private AddressBook take(Fields fields, CrmUser user, AddressBook current) {
        user.become(fields.requiredText("name", user.name()), fields.flag("active", user.active()));
        AddressBook addresses = addressFields.read(fields, current);
        fields.check();
        return addresses;
    }

    private UserView view(CrmUser user) {
        return UserView.of(user, identities.of(Holder.USER, user.id()));
    }
}
