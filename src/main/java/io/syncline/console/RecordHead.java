package io.syncline.console;

import java.util.List;
import java.util.UUID;

/**
 * What stands at the head of a record's pages.
 *
 * @param facts each with a label
 */
record RecordHead(RecordKind kind, UUID id, String name, List<Fact> facts) {
    /** Something that is so of a record. */
    record Fact(String label, List<Text> texts) {
        static Fact of(String label, String text) {
            return new Fact(label, List.of(new Text(text, null)));
        }
    }

    /**
     * A text, which may lead to another page.
     *
     * @param path or null
     */
    record Text(String text, String path) {}

    public String path() {
        return "/" + kind.words() + "/" + id;
    }

    public String fieldsPath() {
        return path() + "/fields";
    }

    public String attributionPath() {
        return path() + "/attribution";
    }
}
