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
                                "from AuditRow where entity = :entity and entityId in :ids order by id desc",
                                AuditRow.class)
                        .setParameter("entity", entity)
                        .setParameterList(
                                "ids", ids.stream().map(UUID::toString).toList())
                        .setMaxResults(MOST)
                        .list()
                        .stream()
                        .sorted(Comparator.comparing(AuditRow::id))
                        .map(this::view)
                        .toList();
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
