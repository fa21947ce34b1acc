package io.syncline.operation;

import io.syncline.event.Outcome;
import io.syncline.event.Status;
import io.syncline.intake.Replay;
import io.syncline.ledger.DeadLetters;
import io.syncline.ledger.ParkedEvents;
import io.syncline.ledger.ParkedEvents.Parked;
import io.syncline.ledger.ParkedFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Replays what a filter matches: with a probe, one event first, and the rest only when that one was applied. */
@ApplicationScoped
public class BulkReplay {
    /** Most events that one call takes; the rest is for the next call. */
    public static final int MOST = 10_000;

    static final int PAGE = 200;

    /** HTTP lets go of a connection on which nothing moves for a minute; the answer must come before. */
    static final Duration LONGEST = Duration.ofSeconds(45);

    private final ParkedEvents parked;
    private final Replay replay;
    private final DeadLetters deadLetters;
    private final Clock clock;

    @Inject
    BulkReplay(ParkedEvents parked, Replay replay, DeadLetters deadLetters, Clock clock) {
        this.parked = parked;
        this.replay = replay;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * As much as one call may take.
     *
     * @param user who asked for it
     */
    public ReplayResult replay(ParkedFilter filter, boolean probe, String user) {
        Instant end = clock.instant().plus(LONGEST);
        return replay(
                filter, probe, user, taken -> taken >= MOST || clock.instant().isAfter(end), soFar -> {});
    }

    /**
     * All of it, for as long as that takes.
     *
     * @param progress is told after each event
     */
    public ReplayResult replayAll(ParkedFilter filter, boolean probe, String user, Consumer<ReplayResult> progress) {
        return replay(filter, probe, user, taken -> false, progress);
    }

    private ReplayResult replay(
            ParkedFilter filter, boolean probe, String user, IntPredicate enough, Consumer<ReplayResult> progress) {
        var tally = new ReplayTally(parked.count(filter));
        deadLetters.replayAsked(filter, probe, tally.matched(), user);
        List<Parked> page = parked.page(filter, null, PAGE);
        int taken = 0;
        while (!page.isEmpty()) {
            for (Parked event : page) {
                if (enough.test(taken++)) {
                    return tally.result(false);
                }
                boolean first = tally.isEmpty();
                Outcome outcome = one(event, user, tally);
                if (probe && first && outcome != null && outcome.status() != Status.APPLIED) {
                    return tally.result(true);
                }
                progress.accept(tally.result(false));
            }
            page = parked.page(filter, page.get(page.size() - 1), PAGE);
        }
        return tally.result(false);
    }

    /** Null for an event that cannot be replayed, because its payload was not kept. */
    private Outcome one(Parked event, String user, ReplayTally tally) {
        return replay.replay(event.id(), user)
                .map(result -> tally.add(result.outcome()))
                .orElse(null);
    }
}
