package io.syncline.console;

import io.syncline.event.Kind;
import io.syncline.timeline.TimelineFilter;
import java.util.List;
import java.util.stream.Stream;

/**
 * A record with its timeline.
 *
 * @param connectors that can be filtered by
 * @param q what was searched for, or null
 * @param next the cursor of older entries, or null
 */
record TimelinePage(
        RecordHead head,
        TimelineFilter filter,
        List<String> connectors,
        String q,
        List<TimelineEntry> entries,
        String next) {
    public List<String> kinds() {
        return Stream.of(Kind.values()).map(Kind::word).toList();
    }

    public boolean isKind(String kind) {
        return filter.kind() != null && filter.kind().word().equals(kind);
    }

    public boolean isConnector(String connector) {
        return connector.equals(filter.connector());
    }

    public String search() {
        return q == null ? "" : q;
    }

    public boolean filtered() {
        return q != null || filter.kind() != null || filter.connector() != null;
    }

    /** The same search of older entries. */
    public String older() {
        return head.path() + "?cursor=" + next
                + (filter.kind() == null ? "" : "&kind=" + filter.kind().word())
                + (filter.connector() == null ? "" : "&connector=" + Say.urlEncoded(filter.connector()))
                + (q == null ? "" : "&q=" + Say.urlEncoded(q));
    }
}
