package io.syncline.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BalanceTest {
    private static final UUID ME = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final UUID THIRD = new UUID(3, 3);

    @Test
    void secondReplica_getsHalf() {
        Map<String, UUID> given = balance(Map.of("a", ME, "b", ME, "c", ME, "d", ME), all(ME, OTHER))
                .handOver(Set.of("a", "b", "c", "d"));

        assertThat(given).isEqualTo(Map.of("a", OTHER, "b", OTHER));
    }

    @Test
    void onlyConnector_staysWhereItIs() {
        assertThat(balance(Map.of("a", ME), all(ME, OTHER)).handOver(Set.of("a")))
                .isEmpty();
        assertThat(balance(Map.of("a", ME, "b", ME, "c", OTHER), all(ME, OTHER)).handOver(Set.of("a", "b")))
                .as("a difference of one")
                .isEmpty();
    }

    @Test
    void connectorThatIsBeingPolled_stays() {
        assertThat(balance(Map.of("a", ME, "b", ME), all(ME, OTHER)).handOver(Set.of("b")))
                .isEqualTo(Map.of("b", OTHER));
        assertThat(balance(Map.of("a", ME, "b", ME), all(ME, OTHER)).handOver(Set.of()))
                .isEmpty();
    }

    @Test
    void connectorThatOthersCannotPoll_stays_andOneThatThisOneCannot_goes() {
        Map<UUID, Set<String>> polls = Map.of(ME, Set.of("a", "b"), OTHER, Set.of("b", "c"), THIRD, Set.of("c"));

        assertThat(balance(Map.of("a", ME, "b", ME), polls).handOver(Set.of("a", "b")))
                .isEqualTo(Map.of("b", OTHER));
        assertThat(balance(Map.of("c", ME, "b", OTHER), polls).handOver(Set.of("c")))
                .as("it goes to the one that has fewest")
                .isEqualTo(Map.of("c", THIRD));
        assertThat(balance(Map.of("d", ME), polls).handOver(Set.of("d")))
                .as("nobody can poll it")
                .isEmpty();
    }

    /** Whoever had what: after a round of each, one after the other, no replica has two more than another. */
    @Property
    void anyDistribution_endsEven(
            @ForAll @Size(max = 30) List<@IntRange(max = 4) Integer> holders,
            @ForAll @IntRange(min = 1, max = 5) int replicas) {
        List<UUID> ids =
                IntStream.range(0, replicas).mapToObj(i -> new UUID(i, i)).toList();
        Map<String, UUID> held = new HashMap<>();
        for (int i = 0; i < holders.size(); i++) {
            held.put("c" + i, ids.get(holders.get(i) % replicas));
        }
        Map<UUID, Set<String>> polls = new HashMap<>();
        ids.forEach(id -> polls.put(id, held.keySet()));

        for (int round = 0; round < 2; round++) {
            ids.forEach(id -> held.putAll(new Balance(id, polls, held).handOver(of(id, held))));
        }

        List<Integer> counts = ids.stream().map(id -> of(id, held).size()).toList();
        assertThat(counts.stream().mapToInt(i -> i).max().getAsInt()
                        - counts.stream().mapToInt(i -> i).min().getAsInt())
                .isLessThanOrEqualTo(1);
    }

    private static Set<String> of(UUID replica, Map<String, UUID> held) {
        var own = new TreeSet<String>();
        held.forEach((connector, holder) -> {
            if (holder.equals(replica)) {
                own.add(connector);
            }
        });
        return own;
    }

    private static Balance balance(Map<String, UUID> holders, Map<UUID, Set<String>> polls) {
        return new Balance(ME, polls, holders);
    }

    private static Map<UUID, Set<String>> all(UUID... replicas) {
        Map<UUID, Set<String>> polls = new HashMap<>();
        for (UUID replica : replicas) {
            polls.put(replica, new HashSet<>(Set.of("a", "b", "c", "d")));
        }
        return polls;
    }
}
