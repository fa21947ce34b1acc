package io.syncline.console;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.crm.RecordNames;
import io.syncline.paging.Page;
import io.syncline.paging.PageRequest;
import io.syncline.timeline.TimelineFilter;
import io.syncline.timeline.TimelineItem;
import io.syncline.timeline.TimelineItem.LinkedTo;
import io.syncline.timeline.TimelineQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gathers timelines. */
@ApplicationScoped
class Timelines {
    private final RecordHeads heads;
    private final TimelineQuery timelines;
    private final RecordNames names;
    private final Connectors connectors;

    @Inject
    Timelines(RecordHeads heads, TimelineQuery timelines, RecordNames names, Connectors connectors) {
        this.heads = heads;
        this.timelines = timelines;
        this.names = names;
        this.connectors = connectors;
    }

    TimelinePage page(RecordKind kind, UUID id, TimelineFilter filter, PageRequest request) {
        RecordHead head = heads.of(kind, id);
        Page<TimelineItem> page = timelines.timeline(kind.word(), id, filter, request);
        return new TimelinePage(
                head,
                filter,
                connectors.all().stream().map(ConnectorConfig::id).toList(),
                request.q(),
                entries(page.items()),
                page.next());
    }

    /** With the names of what they are linked to. */
    List<TimelineEntry> entries(List<TimelineItem> items) {
        Map<UUID, String> linked = names.of(items.stream()
                .flatMap(item -> item.associations().stream())
                .map(LinkedTo::id)
                .toList());
        return items.stream().map(item -> new TimelineEntry(item, linked)).toList();
    }
}
