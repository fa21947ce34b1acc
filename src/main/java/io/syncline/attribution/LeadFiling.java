package io.syncline.attribution;

import io.quarkus.arc.Unremovable;
import io.syncline.assignment.OwnerAssignment;
import io.syncline.event.Address;
import io.syncline.event.LeadDetails;
import io.syncline.event.Outcome;
import io.syncline.event.SourceEvent;
import io.syncline.timeline.FiledActivity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Keeps the lead and its touch beside its activity. */
@ApplicationScoped
@Named("leadFiling")
@Unremovable
public class LeadFiling {
    private final StatelessSession session;
    private final OwnerAssignment assignment;

    @Inject
    LeadFiling(StatelessSession session, OwnerAssignment assignment) {
        this.session = session;
        this.assignment = assignment;
    }

    @Transactional(TxType.MANDATORY)
    public FiledActivity file(FiledActivity filed) {
        if (filed.outcome() == Outcome.CREATED || isGone(filed.event())) {
            filed.event().lead().ifPresent(lead -> file(filed.event(), lead));
        }
        return filed;
    }

    /** Whether it is a lead whose activity is there and whose row is not: it is being derived again. */
    private boolean isGone(SourceEvent event) {
        return event.lead().isPresent() && !isThere("Lead", event);
    }

    private boolean isThere(String entity, SourceEvent event) {
        return session.createSelectionQuery("select count(*) from " + entity + " where eventKey = :key", Long.class)
                        .setParameter("key", event.key().value())
                        .getSingleResult()
                > 0;
    }

    private void file(SourceEvent event, LeadDetails lead) {
        Address identity = lead.email() != null ? lead.email() : lead.phone();
        Optional<Tuple> contact = session.createNativeQuery(
                        """
                        select c.id, c.account_id from holder_of(:value) h join contact c on c.id = h.contact_id""",
                        Tuple.class)
                .setParameter("value", identity.value())
                .uniqueResultOptional();
        UUID contactId = contact.map(row -> row.get(0, UUID.class)).orElse(null);
        UUID accountId = contact.map(row -> row.get(1, UUID.class)).orElse(null);
        if (contactId == null) {
            accountId = associated(event.activityId());
        }
        var filed = new Lead(event, lead, contactId, accountId);
        session.insert(filed);
        assignment.lead(filed.id(), event);
        boolean someones = contactId != null || accountId != null;
        // A lead that is derived again may have its touch still.
        if (lead.touch() != null && someones && !isThere("AttributionTouch", event)) {
            session.insert(new AttributionTouch(event, contactId, contactId == null ? accountId : null, lead.touch()));
        }
    }

    /** The account of a lead without a contact is the one that its activity was just linked to. */
    private UUID associated(UUID activityId) {
        List<UUID> accounts = session.createNativeQuery(
                        "select entity_id from association where activity_id = :id and entity = 'account'", UUID.class)
                .setParameter("id", activityId)
                .list();
        return accounts.size() == 1 ? accounts.get(0) : null;
    }
}
