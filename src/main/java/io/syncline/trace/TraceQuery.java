package io.syncline.trace;

import io.syncline.audit.AuditQuery;
import io.syncline.connector.NeverLog;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.Address;
import io.syncline.ledger.EventHistories;
import io.syncline.ledger.EventHistory;
import io.syncline.paging.Cursor;
import io.syncline.paging.Page;
import io.syncline.timeline.TimelineItem;
import io.syncline.timeline.TimelineQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Traces items from where they were seen to the timeline, or to the reason why they are not there. */
@ApplicationScoped
public class TraceQuery {
    private final Questions questions;
    private final TraceSearch search;
    private final EventHistories ledger;
    private final TimelineQuery timelines;
    private final AuditQuery audit;
    private final TraceItems items;
    private final SynclineConfig config;

    @Inject
    TraceQuery(
            Questions questions,
            TraceSearch search,
            EventHistories ledger,
            TimelineQuery timelines,
            AuditQuery audit,
            TraceItems items,
            SynclineConfig config) {
        this.questions = questions;
        this.search = search;
        this.ledger = ledger;
        this.timelines = timelines;
        this.audit = audit;
        this.items = items;
        this.config = config;
    }

    /**
     * @param query a Message-ID, a call's, calendar event's or submission's id, an event's id or key, an e-mail address
     *     or a phone number, in any spelling
     * @param limit of the page, at least 1
     * @param after where the page before ended
     */
    @Transactional
    public Trace trace(String query, int limit, Optional<Cursor> after) {
        Question question = questions.read(query);
        Page<UUID> page = search.find(question, limit, after);
        return new Trace(
                question.text(),
                question.meanings(),
                question.address().map(this::notes).orElse(List.of()),
                items(question, page.items()),
                page.next());
    }

    private List<TraceItem> items(Question question, List<UUID> ids) {
        Map<UUID, List<EventHistory>> events = ledger.of(ids);
        Map<UUID, TimelineItem> activities =
                timelines.activities(ids).stream().collect(Collectors.toMap(TimelineItem::id, Function.identity()));
        var onEvents = audit.of(
                "event",
                events.values().stream()
                        .flatMap(Collection::stream)
                        .map(history -> history.event().id())
                        .toList());
        var onActivities = audit.of("activity", activities.keySet());
        return ids.stream()
                // What went away since it was found has no story.
                .filter(id -> events.containsKey(id) || activities.containsKey(id))
                .map(id -> items.item(
                        question,
                        events.getOrDefault(id, List.of()),
                        activities.get(id),
                        onEvents,
                        onActivities.stream()
                                .filter(row -> row.entityId().equals(id.toString()))
                                .toList()))
                .toList();
    }

    private List<String> notes(Address address) {
        if (config.organization().owns(address)) {
            return List.of("items among the organization's own people alone are kept without their addresses: search by"
                    + " their Message-ID or calendar id");
        }
        return config.neverLog().stream()
                .filter(rule -> NeverLog.of(rule).matches(address))
                .map(rule -> "the rule never-log: " + rule + " keeps items of " + address
                        + " off the timeline and their addresses out of the ledger: search by their id")
                .toList();
    }
}
