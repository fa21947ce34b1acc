package io.syncline.timeline;

import static io.syncline.timeline.ActivityState.SNAPSHOT;

import io.syncline.event.ActivityFacts;
import io.syncline.event.Direction;
import io.syncline.event.Participant;
import io.syncline.event.Rank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Merges one event into an activity. Each field belongs to the event of the highest rank that says anything of it: a
 * snapshot says something of every field, a partial event of those that are not null. So the result depends on the set
 * of events alone, not on their order or repetition.
 *
 * <p>Times differ: without a snapshot, an activity begins with its earliest event and ends with its latest. And a status
 * of higher precedence stands against any rank: a completed call does not ring again.
 */
final class ActivityMerge {
    /** The field that stands for "which event the source metadata on the activity is taken from". */
    static final String SOURCE = "source";

    private static final List<String> ROLES =
            List.of("from", "organizer", "submitter", "agent", "to", "attendee", "cc", "bcc");

    private final ActivityFacts old;
    private final ActivityFacts event;
    private final Rank rank;
    private final boolean partial;
    private final boolean newestSnapshot;
    private final Map<String, Rank> oldRanks;
    private final Map<String, Rank> ranks;
    private boolean changed;

    private ActivityMerge(ActivityState state, ActivityFacts event, Rank rank, boolean partial) {
        this.old = state.facts();
        this.event = event;
        this.rank = rank;
        this.partial = partial;
        this.oldRanks = state.ranks();
        this.ranks = new HashMap<>(state.ranks());
        this.newestSnapshot = !partial && isNewer(oldRanks.get(SNAPSHOT));
    }

    /**
     * What a merge gives.
     *
     * @param changed false when every field already belonged to an event of higher rank: the event came late
     */
    record Result(ActivityState state, boolean changed) {
        /** Whether the event is now the newest of the activity, so that its source metadata count. */
        boolean newest(Rank rank) {
            return rank.equals(state.ranks().get(SOURCE));
        }
    }

    /** The activity that a first event makes. */
    static Result first(ActivityFacts event, Rank rank, boolean partial) {
        var blank = new ActivityFacts(null, null, null, null, null, Integer.MIN_VALUE, null, List.of(), Map.of());
        return merge(new ActivityState(blank, Map.of()), event, rank, partial);
    }

    static Result merge(ActivityState state, ActivityFacts event, Rank rank, boolean partial) {
        return new ActivityMerge(state, event, rank, partial).merge();
    }

    private Result merge() {
        boolean status = statusWins();
        var facts = new ActivityFacts(
                start(),
                end(),
                field("direction", old.direction(), event.direction(), event.direction() != Direction.UNKNOWN),
                field("subject", old.subject(), event.subject(), true),
                status ? event.status() : old.status(),
                status ? event.statusPrecedence() : old.statusPrecedence(),
                field("body", old.body(), event.body(), true),
                participants(),
                attributes());
        if (isNewer(oldRanks.get(SOURCE))) {
            ranks.put(SOURCE, rank);
        }
        if (newestSnapshot) {
            ranks.put(SNAPSHOT, rank);
            ranks.entrySet()
                    .removeIf(
                            entry -> !isKept(entry.getKey()) && entry.getValue().compareTo(rank) <= 0);
        }
        return new Result(new ActivityState(facts, ranks), changed);
    }

    private static boolean isKept(String field) {
        return field.equals(SNAPSHOT) || field.equals(SOURCE);
    }

    private boolean isNewer(Rank than) {
        return than == null || rank.compareTo(than) > 0;
    }

    /** Whether this event is now the one to say what the field is. */
    private boolean wins(String field) {
        boolean wins = isNewer(oldRanks.get(field)) && isNewer(oldRanks.get(SNAPSHOT));
        if (wins) {
            changed = true;
            ranks.put(field, rank);
        }
        return wins;
    }

    private <T> T field(String name, T before, T now, boolean says) {
        boolean silent = partial && (now == null || !says);
        return !silent && wins(name) ? now : before;
    }

    private boolean statusWins() {
        if (event.status() == null && partial) {
            return false;
        }
        int precedence = Integer.compare(event.statusPrecedence(), old.statusPrecedence());
        if (precedence > 0) {
            changed = true;
            ranks.put("status", rank);
            return true;
        }
        return precedence == 0 && wins("status");
    }

    private Instant start() {
        return time(old.occurredAt(), event.occurredAt(), true);
    }

    private Instant end() {
        return time(old.endedAt(), event.endedAt(), false);
    }

    private Instant time(Instant before, Instant now, boolean earliest) {
        boolean snapshots = oldRanks.containsKey(SNAPSHOT);
        boolean takes = partial
                ? !snapshots
                        && now != null
                        && (before == null || (earliest ? now.isBefore(before) : now.isAfter(before)))
                : newestSnapshot;
        changed |= takes && !Objects.equals(before, now);
        return takes ? now : before;
    }

    private List<Participant> participants() {
        Set<String> roles = new LinkedHashSet<>(ROLES);
        old.participants().forEach(p -> roles.add(p.role()));
        event.participants().forEach(p -> roles.add(p.role()));
        List<Participant> merged = new ArrayList<>();
        for (String role : roles) {
            List<Participant> now = ofRole(event.participants(), role);
            List<Participant> before = ofRole(old.participants(), role);
            boolean nothing = now.isEmpty() && (partial || before.isEmpty());
            merged.addAll(!nothing && wins("participants:" + role) ? now : before);
        }
        return merged;
    }

    private static List<Participant> ofRole(Collection<Participant> people, String role) {
        return people.stream().filter(p -> p.role().equals(role)).toList();
    }

    private Map<String, Object> attributes() {
        Map<String, Object> merged = new TreeMap<>(old.attributes());
        Set<String> names = new LinkedHashSet<>(event.attributes().keySet());
        if (!partial) {
            names.addAll(old.attributes().keySet());
        }
        for (String name : names) {
            if (wins("attributes:" + name)) {
                Object now = event.attributes().get(name);
                merged.remove(name);
                if (now != null) {
                    merged.put(name, now);
                }
            }
        }
        return merged;
    }
}
