package io.syncline.shape;

import io.syncline.shape.ConnectorTally.Seen;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was seen of a connector within some days.
 *
 * @param payloads items by day
 */
record ObservedShapes(Map<PathType, Seen> seen, NavigableMap<LocalDate, Long> payloads) {
    /** So often at least a path would have come, had nothing changed, before its absence says something. */
    private static final double ENOUGH = 7;

    /** Paths that fewer items have, or a smaller part of them, are somebody's whim and nobody's schema. */
    private static final long FEW = 3;

    private static final double RARE = 0.005;

    long total() {
        return payloads.values().stream().mapToLong(Long::longValue).sum();
    }

    /** By path, what was seen of each type; without the item itself. */
    Map<String, Map<ShapeType, Seen>> byPath() {
        Map<String, Map<ShapeType, Seen>> byPath = new TreeMap<>();
        seen.forEach((path, times) -> {
            if (!path.path().isEmpty()) {
                byPath.computeIfAbsent(path.path(), any -> new EnumMap<>(ShapeType.class))
                        .put(path.type(), times);
            }
        });
        return byPath;
    }

    double share(long times) {
        return total() == 0 ? 0 : (double) times / total();
    }

    boolean isSchema(Seen times) {
        return times.times() >= FEW && share(times.times()) >= RARE;
    }

    /**
     * Whether something would have come again, if it still came.
     *
     * @param share of the items that used to have it
     * @param last when it came last; null before these days
     */
    boolean isGone(double share, Instant last) {
        var later = last == null ? payloads : payloads.tailMap(LocalDate.ofInstant(last, ZoneOffset.UTC), false);
        return share * later.values().stream().mapToLong(Long::longValue).sum() >= ENOUGH;
    }

    /** Types and how often they came, for people. */
    static Map<String, Long> words(Map<ShapeType, Seen> types) {
        return types.entrySet().stream()
                .collect(Collectors.toMap(
                        type -> type.getKey().word(), type -> type.getValue().times(), Long::sum, TreeMap::new));
    }
}
