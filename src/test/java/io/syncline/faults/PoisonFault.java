package io.syncline.faults;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Items that nobody can read, among thousands that everybody can. */
@ExtendWith(FaultTable.class)
class PoisonFault {
    private static final int PER_SECOND = 40;
    private static final long WAVE_MILLIS = 30_000;
    private static final int TRIES = 3;

    /** What else runs on the machine may slow down half of a try; what poison does to others it does in each. */
    @Test
    void oneFromEachSource_delaysNoneOfTheOthers() throws Exception {
        try (var world = new World("one unreadable item in each source", Plan.EMBEDDED)) {
            world.begin();
            world.pause(10_000);
            world.teller().tell(PER_SECOND);
            List<String> slow = List.of("not tried");
            String note = "";
            for (int i = 1; i <= TRIES && !slow.isEmpty(); i++) {
                Instant first = now();
                world.pause(WAVE_MILLIS);
                Instant second = now();
                world.pause(WAVE_MILLIS / 4);
                world.story().poisonAll();
                world.broke();
                world.pause(3 * WAVE_MILLIS / 4);
                Instant end = now();
                world.pause(WAVE_MILLIS / 4);
                var without = latencies(world, first, second);
                var with = latencies(world, second, end);
                slow = slowed(without, with);
                note = "seconds to arrive (median/95 %%/longest): %d without it: %s, %d beside it: %s, in try %d of %d"
                        .formatted(without.items(), without, with.items(), with, i, TRIES);
            }
            slow.forEach(world::problem);
            world.settle(note);
        }
    }

    @Test
    void manyFromEachSource_areEachADeadLetter() throws Exception {
        try (var world = new World("unreadable items in each source", Plan.EMBEDDED)) {
            world.begin();
            for (int i = 0; i < 10; i++) {
                world.pause(1_500);
                world.story().poisonAll();
                world.broke();
            }
            world.settle("");
        }
    }

    private static Latencies latencies(World world, Instant from, Instant to) throws Exception {
        try (Connection database = world.connect()) {
            return Latencies.between(from, to, database, world.story().items());
        }
    }

    private static List<String> slowed(Latencies without, Latencies with) {
        List<String> slow = new ArrayList<>();
        for (String kind : without.byKind().keySet()) {
            for (int percent : new int[] {50, 95, 100}) {
                long most = 2 * without.percentile(kind, percent) + 2_000;
                long took = with.percentile(kind, percent);
                if (took > most) {
                    slow.add(percent + "% of kind " + kind + " took " + took + " ms, at most " + most + " expected");
                }
            }
        }
        return slow;
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
