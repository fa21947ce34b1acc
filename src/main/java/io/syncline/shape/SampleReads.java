package io.syncline.shape;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the mapping of today reads of items of today, found by letting it read them. */
record SampleReads(List<Sample> samples) {
    /**
     * An item that was translated.
     *
     * @param reads the paths that were read of it
     * @param applies whether it could be read
     */
    record Sample(Set<PathType> shape, Set<String> reads, boolean applies) {}

    SampleReads {
        samples = List.copyOf(samples);
    }

    /** The paths that are read of any of them, as paths that are kept are written. */
    Set<String> paths() {
        Set<String> paths = new HashSet<>();
        samples.forEach(sample -> sample.reads().forEach(path -> paths.add(PathNames.foldedPath(path))));
        return paths;
    }

    /** Whether there are items with this path and type, and the mapping can read them all. */
    boolean copeWith(PathType path) {
        List<Sample> with =
                samples.stream().filter(sample -> sample.shape().contains(path)).toList();
        return !with.isEmpty() && with.stream().allMatch(Sample::applies);
    }
}
