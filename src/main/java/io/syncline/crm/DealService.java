package io.syncline.crm;

import io.syncline.assignment.OwnerAssignment;
import io.syncline.crm.DealView.DealRole;
import io.syncline.event.Ids;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** Deals, as people make and change them. */
@ApplicationScoped
public class DealService {
    private static final String ENTITY = "deal";

    private final StatelessSession session;
    private final DealFields dealFields;
    private final DealContacts contacts;
    private final Listing listing;
    private final Changes changes;
    private final OwnerAssignment assignment;
    private final Clock clock;

    @Inject
    DealService(
            StatelessSession session,
            DealFields dealFields,
            DealContacts contacts,
            Listing listing,
            Changes changes,
            OwnerAssignment assignment,
            Clock clock) {
        this.session = session;
        this.dealFields = dealFields;
        this.contacts = contacts;
        this.listing = listing;
        this.changes = changes;
        this.assignment = assignment;
        this.clock = clock;
    }

    /**
     * @throws MissingException if there is no such deal
     */
    @Transactional
    public DealView get(UUID id) {
        Deal deal = session.get(Deal.class, id);
        if (deal == null) {
            throw new MissingException(ENTITY, id);
        }
        return view(deal);
    }

    /** The deals that a contact has a role in, newest first. */
    @Transactional
    public List<DealView> ofContact(UUID contact) {
        List<Deal> deals = session.createSelectionQuery(
                        "from Deal d where d.id in (select c.dealId from DealContact c where c.contactId = :contact) order by d.id desc",
                        Deal.class)
                .setParameter("contact", contact)
                .list();
        Map<UUID, List<DealRole>> roles =
                contacts.of(deals.stream().map(Deal::id).toList());
        return deals.stream()
                .map(deal -> DealView.of(deal, roles.getOrDefault(deal.id(), List.of())))
                .toList();
    }

    /** Deals whose name contains the search, newest first. */
    @Transactional
    public Page<DealView> list(PageRequest request) {
        Page<Deal> page = listing.page("deal r where true", "r.name ilike :q", Deal.class, request, Deal::id);
        Map<UUID, List<DealRole>> roles =
                contacts.of(page.items().stream().map(Deal::id).toList());
        return page.map(deal -> DealView.of(deal, roles.getOrDefault(deal.id(), List.of())));
    }

    /**
     * @param editor who makes it
     * @throws ValidationException if a field cannot be taken
     */
    @Transactional
    public DealView create(Fields fields, Editor editor) {
        var deal = new Deal(Ids.next(), clock.instant());
        List<DealRole> roles = dealFields.take(fields, deal, List.of());
        session.insert(deal);
        contacts.assign(deal.id(), roles);
        DealView view = view(deal);
        contacts.affected(null, view);
        changes.created(ENTITY, deal.id(), view, editor.name());
        changes.claimNew(ENTITY, deal.id(), view, editor);
        assignment.deal(deal.id());
        return view(session.get(Deal.class, deal.id()));
    }

    /**
     * @param editor who changes it
     * @throws MissingException if there is no such deal
     * @throws ValidationException if a field cannot be taken
     * @throws NotAllowedException if the policy does not let this person write a field
     * @throws ConflictException if it has changed meanwhile
     */
    @Transactional
    public DealView update(UUID id, Fields fields, Editor editor) {
        Deal deal = session.get(Deal.class, id, LockMode.PESSIMISTIC_WRITE);
        if (deal == null) {
            throw new MissingException(ENTITY, id);
        }
        DealView before = view(deal);
        List<DealRole> roles = dealFields.take(fields, deal, before.contacts());
        Changes.checkVersion(fields, ENTITY, deal.version());
        changes.claim(fields, ENTITY, id, before, DealView.of(deal, roles), editor);
        if (DealView.of(deal, roles).equals(before)) {
            return before;
        }
        deal.changed(clock.instant());
        session.update(deal);
        contacts.assign(id, roles);
        DealView after = view(deal);
        contacts.affected(before, after);
        changes.updated(ENTITY, id, before, after, editor.name());
        return after;
    }

    private DealView view(Deal deal) {
        return DealView.of(deal, contacts.of(List.of(deal.id())).getOrDefault(deal.id(), List.of()));
    }
}
