package io.syncline.console;

import java.util.List;

/**
 * An activity with all that it is linked to, and what else it could be.
 *
 * @param q what was searched for among records, or null
 * @param linked what it is linked to now
 * @param found by the search, beside those
 */
record CorrectionPage(TimelineEntry entry, String q, List<Choice> linked, List<Choice> found) {
    /**
     * A record to link to.
     *
     * @param value the entity and its id
     */
    record Choice(String value, String entity, String name, String path) {
        static Choice of(RecordKind kind, String path, String name) {
            return new Choice(kind.word() + ":" + path.substring(path.lastIndexOf('/') + 1), kind.word(), name, path);
        }
    }

    public String search() {
        return q == null ? "" : q;
    }
}
