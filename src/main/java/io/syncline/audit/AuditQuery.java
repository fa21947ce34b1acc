package io.syncline.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Reads the audit, newest first. */
@ApplicationScoped
public class AuditQuery {
    private static final UUID NO_ID = new UUID(0, 0);

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
        String hql = "from AuditRow where 1 = 1"
                + (entity == null ? "" : " and entity = :entity")
                + (id == null ? "" : " and entityId = :id")
                + (request.after().isEmpty() ? "" : " and id < :after")
                + " order by id desc";
        var query = session.createSelectionQuery(hql, AuditRow.class).setMaxResults(request.limit() + 1);
        if (entity != null) {
            query.setParameter("entity", entity);
        }
        if (id != null) {
            query.setParameter("id", id);
        }
        request.after().ifPresent(cursor -> query.setParameter("after", cursor.number()));
        return Page.of(query.list(), request.limit(), row -> new Cursor("" + row.id(), NO_ID))
                .map(this::view);
    }

    private AuditView view(AuditRow row) {
        return new AuditView(
                row.id(),
                row.at(),
                row.entity(),
                row.entityId(),
                row.action(),
                read(row.before()),
                read(row.after()),
                row.rule(),
                row.policyVersion(),
                row.eventKey(),
                row.connector(),
                row.actor());
    }

    private Map<String, Object> read(String text) {
        try {
            return text == null ? null : json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
