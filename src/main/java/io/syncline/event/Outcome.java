package io.syncline.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of one delivery. */
public enum Outcome {
    /** It made a new activity. */
    CREATED(Status.APPLIED),
    /** It changed an activity that was there. */
    UPDATED(Status.APPLIED),
    /** The same source item had been kept before: one more sighting, nothing else. */
    DUPLICATE(Status.APPLIED),
    /** An older revision that arrived late: kept, and nothing to change. */
    STALE(Status.APPLIED),
    /** A rule says that it is not filed. */
    EXCLUDED(Status.APPLIED),
    /** A transient failure: kept, and tried again later. */
    RETRYING(Status.RETRYING),
    /** A permanent failure: kept as a dead letter. */
    DEAD(Status.DEAD),
    /** A person decided that it shall not be applied. */
    DISCARDED(Status.DISCARDED);

    private final Status status;

    Outcome(Status status) {
        this.status = status;
    }

    public Status status() {
        return status;
    }

    /** Whether the delivery needs no further work; false for what is kept but not applied. */
    public boolean settled() {
        return status != Status.RETRYING && status != Status.DEAD;
    }

    /** The word used in the API and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
