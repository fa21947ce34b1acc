package io.syncline.lease;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Spreads connectors over replicas: each replica takes what nobody has, and hands over to one that has at least two fewer.
 * It only ever gives away what is its own, so that it does not matter whether all replicas see the same.
 */
final class Balance {
    private final UUID me;
    private final Map<UUID, Set<String>> canPoll;
    private final Map<UUID, Integer> counts = new HashMap<>();

    /**
     * @param canPoll the connectors that each living replica can poll
     * @param holders by connector that a living replica has
     */
    Balance(UUID me, Map<UUID, Set<String>> canPoll, Map<String, UUID> holders) {
        this.me = me;
        this.canPoll = canPoll;
        holders.values().forEach(holder -> counts.merge(holder, 1, Integer::sum));
    }

    /**
     * What this replica hands over, and to whom.
     *
     * @param idle its own connectors that are not being polled just now
     */
    Map<String, UUID> handOver(Set<String> idle) {
        Map<String, UUID> given = new TreeMap<>();
        for (String connector : new TreeSet<>(idle)) {
            List<Entry<UUID, Integer>> others = others(connector);
            if (!others.isEmpty() && (!canPoll(me, connector) || others.get(0).getValue() + 1 < count(me))) {
                UUID other = others.get(0).getKey();
                given.put(connector, other);
                counts.merge(me, -1, Integer::sum);
                counts.merge(other, 1, Integer::sum);
            }
        }
        return given;
    }

    /** Those that can poll it, the one with the fewest connectors first. */
    private List<Entry<UUID, Integer>> others(String connector) {
        List<Entry<UUID, Integer>> others = new ArrayList<>();
        for (UUID replica : new TreeSet<>(canPoll.keySet())) {
            if (!replica.equals(me) && canPoll(replica, connector)) {
                others.add(Map.entry(replica, count(replica)));
            }
        }
        others.sort(Entry.comparingByValue());
        return others;
    }

    private boolean canPoll(UUID replica, String connector) {
        return canPoll.getOrDefault(replica, Set.of()).contains(connector);
    }

    private int count(UUID replica) {
        return counts.getOrDefault(replica, 0);
    }
}
