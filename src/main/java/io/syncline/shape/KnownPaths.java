package io.syncline.shape;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was known before a review, by path, and what is known after it. */
final class KnownPaths {
    private final Map<String, Map<ShapeType, Double>> before = new TreeMap<>();
    private final Map<String, Map<ShapeType, Double>> after = new TreeMap<>();
    private final boolean nothing;

    /**
     * @param known by path and type, the share of the items; empty before the first review
     */
    KnownPaths(Map<PathType, Double> known) {
        this.nothing = known.isEmpty();
        known.forEach((path, share) -> {
            if (!path.path().isEmpty()) {
                before.computeIfAbsent(path.path(), any -> new EnumMap<>(ShapeType.class))
                        .put(path.type(), share);
            }
        });
    }

    /** Whether there was no review before. */
    boolean nothing() {
        return nothing;
    }

    Set<String> paths() {
        return before.keySet();
    }

    boolean has(String path) {
        return before.containsKey(path);
    }

    /** The types of a path and their shares; none of one that is not known. */
    Map<ShapeType, Double> of(String path) {
        return before.getOrDefault(path, Map.of());
    }

    /** The share of the items that had a value at a path. */
    double shareOfValues(String path) {
        return of(path).entrySet().stream()
                .filter(type -> type.getKey() != ShapeType.EMPTY)
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Whether the type of a path is known, and is another. */
    boolean contradict(String path, ShapeType type) {
        Set<ShapeType> types = of(path).keySet();
        return type != ShapeType.EMPTY
                && !types.contains(type)
                && types.stream().anyMatch(known -> known != ShapeType.EMPTY);
    }

    /** These types are known of a path from now on, beside those that were. */
    void become(String path, Map<ShapeType, Double> types) {
        Map<ShapeType, Double> all = new EnumMap<>(ShapeType.class);
        all.putAll(of(path));
        all.putAll(types);
        after.put(path, all);
    }

    /** Of a path is known what was. */
    void stand(String path) {
        after.remove(path);
        if (has(path)) {
            after.put(path, of(path));
        }
    }

    /** A path is not known any more. */
    void forget(String path) {
        after.remove(path);
    }

    Map<PathType, Double> after() {
        Map<PathType, Double> all = new TreeMap<>();
        all.put(PathType.PAYLOAD, 1.0);
        after.forEach((path, types) -> types.forEach((type, share) -> all.put(new PathType(path, type), share)));
        return all;
    }
}
