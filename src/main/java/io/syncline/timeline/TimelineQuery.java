package io.syncline.timeline;

import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Reads timelines and activities, newest first, in the same number of queries however long the page is. */
@ApplicationScoped
public class TimelineQuery {
    private static final String FOUND =
            """
            and (a.subject ilike :q or a.body ilike :q
                 or a.attributes ->> 'note' ilike :q or a.attributes ->> 'message' ilike :q
                 or exists (select 1 from participant p
                            where p.activity_id = a.id and (p.address ilike :q or p.name ilike :q)))""";

    private final StatelessSession session;
    private final TimelineItems items;

    @Inject
    TimelineQuery(StatelessSession session, TimelineItems items) {
        this.session = session;
        this.items = items;
    }

    /**
     * The timeline of an account, a contact or a deal.
     *
     * @param entity account, contact or deal
     * @param limit of the page, at least 1
     * @param after where the page before ended
     */
    @Transactional
    public Page<TimelineItem> timeline(String entity, UUID id, int limit, Optional<Cursor> after) {
        return timeline(entity, id, TimelineFilter.ALL, new PageRequest(null, limit, after));
    }

    /**
     * The entries of a timeline that the filter lets through, and in which the search is found: in the subject, the text,
     * or a person's name or address.
     *
     * @param entity account, contact or deal
     */
    @Transactional
    public Page<TimelineItem> timeline(String entity, UUID id, TimelineFilter filter, PageRequest request) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("entity", entity);
        parameters.put("id", id);
        var sql = new StringBuilder("select a.* from association l join activity a on a.id = l.activity_id"
                + " where l.entity = :entity and l.entity_id = :id");
        if (filter.kind() != null) {
            sql.append(" and a.kind = :kind");
            parameters.put("kind", filter.kind().word());
        }
        if (filter.connector() != null) {
            sql.append(" and a.connector = :connector");
            parameters.put("connector", filter.connector());
        }
        if (request.q() != null) {
            sql.append(' ').append(FOUND);
            parameters.put("q", request.containing());
        }
        sql.append(before(request.after(), "l.occurred_at, l.activity_id", parameters));
        sql.append(" order by l.occurred_at desc, l.activity_id desc");
        return page(sql.toString(), parameters, request.limit());
    }

    /** All activities that the filter lets through. */
    @Transactional
    public Page<TimelineItem> activities(ActivityFilter filter, int limit, Optional<Cursor> after) {
        var parameters = new LinkedHashMap<String, Object>();
        var sql = new StringBuilder("select a.* from activity a where true");
        if (filter.kind() != null) {
            sql.append(" and a.kind = :kind");
            parameters.put("kind", filter.kind().word());
        }
        if (filter.connector() != null) {
            sql.append(" and a.connector = :connector");
            parameters.put("connector", filter.connector());
        }
        if (filter.externalId() != null) {
            sql.append(" and a.id in (select activity_id from sync_event where external_id = :externalId"
                    + " union select id from activity where external_id = :externalId)");
            parameters.put("externalId", filter.externalId());
        }
        if (filter.unassociated()) {
            sql.append(" and not exists (select 1 from association l where l.activity_id = a.id)");
        }
        sql.append(before(after, "a.occurred_at, a.id", parameters));
        sql.append(" order by a.occurred_at desc, a.id desc");
        return page(sql.toString(), parameters, limit);
    }

    /** One activity. */
    @Transactional
    public Optional<TimelineItem> activity(UUID id) {
        return Optional.ofNullable(session.get(Activity.class, id))
                .map(activity -> items.of(List.of(activity)).get(0));
    }

    /** Those of these activities that are there. */
    @Transactional
    public List<TimelineItem> activities(Collection<UUID> ids) {
        return items.of(
                ids.isEmpty()
                        ? List.of()
                        : session.createSelectionQuery("from Activity where id in :ids", Activity.class)
                                .setParameterList("ids", List.copyOf(ids))
                                .list());
    }

    private Page<TimelineItem> page(String sql, Map<String, Object> parameters, int limit) {
        var query = session.createNativeQuery(sql, Activity.class).setMaxResults(limit + 1);
        parameters.forEach(query::setParameter);
        Page<Activity> page = Page.of(query.list(), limit, activity -> Cursor.of(activity.occurredAt(), activity.id()));
        return page.with(items.of(page.items()));
    }

    private static String before(Optional<Cursor> after, String columns, Map<String, Object> parameters) {
        if (after.isEmpty()) {
            return "";
        }
        parameters.put("afterTime", after.get().instant());
        parameters.put("afterId", after.get().id());
        return " and (" + columns + ") < (:afterTime, :afterId)";
    }
}
