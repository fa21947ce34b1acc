package io.syncline.faults;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What senders were answered, counted; a request without an answer counts by how it failed. */
final class Answers {
    /** Nobody listened: nothing was accepted. */
    static final String REFUSED = "refused";

    /** The sender lost its patience. */
    static final String LATE = "late";

    /** The request was sent and the connection broke before the answer. */
    static final String CUT = "cut";

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Instant> first = new HashMap<>();
    private final List<Instant> unanswered = new ArrayList<>();

    /**
     * @param begun when the sender began to send
     */
    synchronized void add(String answer, Instant begun) {
        counts.merge(answer, 1, Integer::sum);
        first.putIfAbsent(answer, Clock.systemUTC().instant());
        if (answer.equals(CUT) || answer.equals(LATE)) {
            unanswered.add(begun);
        }
    }

    /** Requests that were begun before then, and neither answered nor refused. */
    synchronized long unansweredOf(Instant before) {
        return unanswered.stream().filter(begun -> begun.isBefore(before)).count();
    }

    /** From now on {@link #firstWhen} and {@link #unansweredOf} look at what comes next. */
    synchronized void forgetWhen() {
        first.clear();
        unanswered.clear();
    }

    /** When one of these was first answered. */
    synchronized Optional<Instant> firstWhen(String... wanted) {
        return Arrays.stream(wanted).map(first::get).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    synchronized int count(String answer) {
        return counts.getOrDefault(answer, 0);
    }

    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public String toString() {
        return "answers " + counts();
    }
}
