package io.syncline.crm;

import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Leads, as they were submitted, and who owns them. */
@ApplicationScoped
public class LeadService {
    private static final String ENTITY = "lead";
    private static final String OWNER = "ownerId";

    private final StatelessSession session;
    private final OwnedLeads records;
    private final References references;
    private final Changes changes;

    @Inject
    LeadService(StatelessSession session, OwnedLeads records, References references, Changes changes) {
        this.session = session;
        this.records = records;
        this.references = references;
        this.changes = changes;
    }

    /**
     * @throws MissingException if there is no such lead
     */
    @Transactional
    public LeadView get(UUID id) {
        return session.createNativeQuery("select " + LeadView.COLUMNS + " from lead l where l.id = :id", Tuple.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(LeadView::of)
                .orElseThrow(() -> new MissingException(ENTITY, id));
    }

    /**
     * The latest first.
     *
     * @param owner whose, or null for all
     */
    @Transactional
    public Page<LeadView> list(UUID owner, PageRequest request) {
        String search = request.q() == null
                ? ""
                : " and (l.name ilike :q or l.company ilike :q or l.email like lower(:q) or l.phone like :q)";
        String sql = "select " + LeadView.COLUMNS + " from lead l where true" + search
                + (owner == null ? "" : " and l.owner_id = :owner")
                + (request.after().isEmpty() ? "" : " and (l.submitted_at, l.id) < (:at, :id)")
                + " order by l.submitted_at desc, l.id desc";
        var query = session.createNativeQuery(sql, Tuple.class).setMaxResults(request.limit() + 1);
        if (request.q() != null) {
            query.setParameter("q", request.containing());
        }
        if (owner != null) {
            query.setParameter("owner", owner);
        }
        request.after()
                .ifPresent(cursor -> query.setParameter("at", cursor.instant()).setParameter("id", cursor.id()));
        return Page.of(
                query.list().stream().map(LeadView::of).toList(),
                request.limit(),
                lead -> Cursor.of(lead.submittedAt(), lead.id()));
    }

    /**
     * Gives a lead to somebody, or to nobody.
     *
     * @throws MissingException if there is no such lead
     * @throws ValidationException if the owner is no user
     * @throws NotAllowedException if the policy does not let this person say so
     */
    @Transactional
    public LeadView update(UUID id, Fields fields, Editor editor) {
        if (records.lock(id).isEmpty()) {
            throw new MissingException(ENTITY, id);
        }
        LeadView before = get(id);
        LeadView after = before.ownedBy(fields.id(OWNER, before.ownerId()));
        references.owner(fields, after.ownerId());
        fields.check();
        changes.claim(fields, ENTITY, id, before, after, editor);
        if (!after.equals(before)) {
            records.write(id, OWNER, OwnedTable.text(after.ownerId()));
            changes.updated(ENTITY, id, before, after, editor.name());
        }
        return after;
    }
}
