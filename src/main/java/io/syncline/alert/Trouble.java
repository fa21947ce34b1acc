package io.syncline.alert;

import static java.util.Objects.requireNonNull;

/**
 * What an owner is told of.
 *
 * @param count of dead letters; 0 for a state
 * @param detail in a sentence; may be null where it is not known any more
 */
record Trouble(String connector, Kind kind, long count, String detail) {
    enum Kind {
        FAILING("failing"),
        LAGGING("lagging"),
        SILENT("silent"),
        DEAD_LETTERS("dead-letters");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of trouble: " + word);
        }
    }

    Trouble {
        requireNonNull(connector);
        requireNonNull(kind);
    }

    boolean isSameAs(Noted noted) {
        return connector.equals(noted.connector()) && kind == noted.kind();
    }
}
