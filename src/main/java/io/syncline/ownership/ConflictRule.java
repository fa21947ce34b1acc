package io.syncline.ownership;

import java.util.Optional;
import java.util.stream.Stream;

/** Which of several claims on a field stands. Times are those of the sources, never those of arrival. */
public enum ConflictRule {
    /** The highest source; of what one source says, the latest. Each source has a place of its own. */
    AUTHORITY("authority"),
    /** The highest sources; of what they say, the latest. */
    MOST_RECENT("most-recent"),
    /** The highest sources; of what they say, the earliest. */
    FIRST_WRITER("first-writer"),
    /** The earliest that any source says, whatever its place: what was said once is not written over. */
    NEVER_OVERWRITE("never-overwrite"),
    /** A person decides where sources disagree; until then the source that spoke first keeps the field. */
    REVIEW("review");

    private final String word;

    ConflictRule(String word) {
        this.word = word;
    }

    /** The word of the policy file, of provenance and of the audit. */
    public String word() {
        return word;
    }

    public static Optional<ConflictRule> of(String word) {
        return Stream.of(values()).filter(rule -> rule.word.equals(word)).findFirst();
    }
}
