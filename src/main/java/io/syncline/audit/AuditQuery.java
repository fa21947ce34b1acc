package io.syncline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Reads the audit, newest first. */
@ApplicationScoped
public class AuditQuery {
    private static final UUID NO_ID = new UUID(0, 0);
    private static final int MOST = 1_000;
    private static final String ROWS =
            "select r, v from AuditRow r left join AuditValue v on v.auditId = r.id where 1 = 1";

    private final StatelessSession session;
    private final ObjectMapper json;

    @Inject
    AuditQuery(StatelessSession session, ObjectMapper json) {
        this.session = session;
        this.json = json;
    }

    /**
     * @param entity account, contact, deal, user, activity, event, or null for any
     * @param id of the entity, or null for any
     */
    @Transactional
    public Page<AuditView> list(String entity, String id, PageRequest request) {
        String hql = ROWS
                + (entity == null ? "" : " and r.entity = :entity")
                + (id == null ? "" : " and r.entityId = :id")
                + (request.after().isEmpty() ? "" : " and r.id < :after")
                + " order by r.id desc";
        var query = session.createSelectionQuery(hql, Tuple.class).setMaxResults(request.limit() + 1);
        if (entity != null) {
            query.setParameter("entity", entity);
        }
        if (id != null) {
            query.setParameter("id", id);
        }
        request.after().ifPresent(cursor -> query.setParameter("after", cursor.number()));
        return Page.of(query.list(), request.limit(), row -> new Cursor("" + row(row).id(), NO_ID))
                .map(this::view);
    }

    /**
     * What was done to these, in its order; of very much the latest.
     *
     * @param entity account, contact, deal, user, activity or event
     */
    @Transactional
    public List<AuditView> of(String entity, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : session
                        .createSelectionQuery(
                                ROWS + " and r.entity = :entity and r.entityId in :ids order by r.id desc", Tuple.class)
                        .setParameter("entity", entity)
                        .setParameterList(
                                "ids", ids.stream().map(UUID::toString).toList())
                        .setMaxResults(MOST)
                        .list()
                        .stream()
                        .map(this::view)
                        .sorted(Comparator.comparing(AuditView::id))
                        .toList();
    }

    private static AuditRow row(Tuple found) {
        return found.get(0, AuditRow.class);
    }

    private AuditView view(Tuple found) {
        AuditRow row = row(found);
        AuditValue values = found.get(1, AuditValue.class);
        return new AuditView(
                row.id(),
                row.at(),
                row.entity(),
                row.entityId(),
                row.action(),
                values == null ? null : read(values.before()),
                values == null ? null : read(values.after()),
                row.rule(),
                row.policyVersion(),
                values == null ? null : values.eventKey(),
                row.connector(),
                row.actor(),
                row.hasValues() && values == null);
    }

    private Map<String, Object> read(String text) {
        try {
            return text == null ? null : json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
