package io.syncline.shape;

import static java.util.stream.Collectors.joining;

import io.syncline.shape.ConnectorTally.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what came with what was known and with what the mapping reads. What raises no finding is known from then on; what
 * raises one stays as it was, so that it is found again until the source or the mapping has changed, or a person has accepted
 * it.
 */
final class ShapeComparison {
    /** Of fewer items a share says little: the one before stands; and what never had a value may have one yet. */
    private static final long SOME = 20;

    private final KnownPaths known;
    private final ObservedShapes observed;
    private final SampleReads samples;
    private final Set<String> reads;
    private final boolean oneSender;
    private final List<MappingDrift> drifts = new ArrayList<>();

    /**
     * @param oneSender whether one provider sends all items, and not strangers, of whose whims nobody can keep up
     */
    ShapeComparison(Map<PathType, Double> known, ObservedShapes observed, SampleReads samples, boolean oneSender) {
        this.known = new KnownPaths(known);
        this.observed = observed;
        this.samples = samples;
        this.reads = samples.paths();
        this.oneSender = oneSender;
        Map<String, Map<ShapeType, Seen>> came = observed.byPath();
        compareNew(came);
        compareTypes(came);
        compareAbsence(came);
        compareEmptiness(came);
    }

    /** What differs. */
    List<MappingDrift> drifts() {
        return drifts;
    }

    /** What is known from now on. */
    Map<PathType, Double> agreed() {
        return known.after();
    }

    /** Of an object that is new the object alone is told. */
    private void compareNew(Map<String, Map<ShapeType, Seen>> came) {
        Set<String> news = new TreeSet<>();
        came.forEach((path, types) -> {
            Seen all = all(types);
            if (known.nothing() || reads.contains(path)) {
                agree(path, types);
            } else if (!known.has(path) && oneSender && observed.isSchema(all)) {
                news.add(path);
                if (!news.contains(parent(path))) {
                    String summary = path + " comes since " + day(all.first()) + " and the mapping does not read it";
                    add(DriftKind.NEW_FIELD, path, summary, Map.of("now", ObservedShapes.words(types)), all.first());
                }
            }
        });
    }

    private void compareTypes(Map<String, Map<ShapeType, Seen>> came) {
        came.forEach((path, types) -> {
            if (known.has(path)) {
                Map<ShapeType, Seen> others = new EnumMap<>(ShapeType.class);
                Map<ShapeType, Seen> agreeing = new EnumMap<>(ShapeType.class);
                types.forEach((type, seen) -> (isOther(path, type) ? others : agreeing).put(type, seen));
                known.stand(path);
                agree(path, agreeing);
                if (others.values().stream().anyMatch(seen -> !hasStopped(seen))) {
                    changed(path, types, others);
                }
            }
        });
    }

    private boolean isOther(String path, ShapeType type) {
        return reads.contains(path) && known.contradict(path, type) && !samples.copeWith(new PathType(path, type));
    }

    private void changed(String path, Map<ShapeType, Seen> types, Map<ShapeType, Seen> others) {
        Instant since = all(others).first();
        Set<ShapeType> before = known.of(path).keySet();
        String summary = path + " is read as " + words(before) + " and comes as " + words(others.keySet()) + " since "
                + day(since);
        var details = Map.<String, Object>of("before", words(before), "now", ObservedShapes.words(types));
        known.stand(path);
        add(DriftKind.CHANGED_TYPE, path, summary, details, since);
    }

    /** Of an object that vanished the object alone is told, where it is read itself. */
    private void compareAbsence(Map<String, Map<ShapeType, Seen>> came) {
        Set<String> missing = new TreeSet<>();
        for (String path : known.paths()) {
            Map<ShapeType, Double> shares = known.of(path);
            Map<ShapeType, Seen> types = came.getOrDefault(path, Map.of());
            double share = Math.min(
                    1, shares.values().stream().mapToDouble(Double::doubleValue).sum());
            Instant last = types.isEmpty() ? null : all(types).last();
            if (types.isEmpty()) {
                known.stand(path);
            }
            if (observed.isGone(share, last)) {
                boolean told = missing.contains(parent(path));
                if (reads.contains(path) || told) {
                    missing.add(path);
                }
                vanished(path, share, last, told);
            }
        }
    }

    private void vanished(String path, double share, Instant last, boolean told) {
        if (!reads.contains(path)) {
            known.forget(path);
            return;
        }
        known.stand(path);
        if (!told) {
            String summary = path + " is read by the mapping and does not come any more"
                    + (last == null ? "" : " since " + day(last));
            var details = Map.<String, Object>of("before", words(known.of(path).keySet()), "share", share);
            add(DriftKind.VANISHED_FIELD, path, summary, details, last);
        }
    }

    /** Of what had a value before, the first time that it has none for long tells; of what never had one, many items. */
    private void compareEmptiness(Map<String, Map<ShapeType, Seen>> came) {
        came.forEach((path, types) -> {
            Seen empty = types.get(ShapeType.EMPTY);
            if (empty != null && reads.contains(path) && isAlwaysEmpty(path, types, empty)) {
                known.stand(path);
                String summary = path + " is read by the mapping and is always null or empty";
                add(DriftKind.ALWAYS_NULL, path, summary, Map.of("now", ObservedShapes.words(types)), empty.first());
            }
        });
    }

    private boolean isAlwaysEmpty(String path, Map<ShapeType, Seen> types, Seen empty) {
        Optional<Instant> value = types.entrySet().stream()
                .filter(type -> type.getKey() != ShapeType.EMPTY)
                .map(type -> type.getValue().last())
                .max(Instant::compareTo);
        double share = known.shareOfValues(path);
        boolean emptySince = value.isEmpty() || value.get().isBefore(empty.last());
        return share == 0
                ? value.isEmpty() && empty.times() >= SOME
                : emptySince && observed.isGone(share, value.orElse(null));
    }

    private void agree(String path, Map<ShapeType, Seen> types) {
        Map<ShapeType, Double> shares = new EnumMap<>(ShapeType.class);
        types.forEach((type, seen) -> {
            Double before = known.of(path).get(type);
            if (before != null || reads.contains(path) || observed.isSchema(seen)) {
                boolean stands = before != null && observed.total() < SOME;
                shares.put(type, stands ? before : observed.share(seen.times()));
            }
        });
        known.become(path, shares);
    }

    private boolean hasStopped(Seen seen) {
        return observed.isGone(observed.share(seen.times()), seen.last());
    }

    private void add(DriftKind kind, String path, String summary, Map<String, Object> details, Instant since) {
        var all = new TreeMap<>(details);
        all.put("items", observed.total());
        drifts.add(new MappingDrift(kind, path, summary, all, since));
    }

    private static Seen all(Map<ShapeType, Seen> types) {
        return types.values().stream().reduce(Seen::and).orElseThrow();
    }

    private static String parent(String path) {
        return path.endsWith("[]")
                ? path.substring(0, path.length() - 2)
                : path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private static String words(Set<ShapeType> types) {
        return types.stream().map(ShapeType::word).sorted().collect(joining(" or "));
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }
}
