package io.syncline.shape;

import static java.util.Comparator.comparing;

import java.util.Comparator;

/**
 * A path and what stands there.
 *
 * @param path names of fields joined by points, {@code []} for any element of a list; empty for the item itself
 */
record PathType(String path, ShapeType type) implements Comparable<PathType> {
    private static final Comparator<PathType> ORDER = comparing(PathType::path).thenComparing(PathType::type);

    static final PathType PAYLOAD = new PathType("", ShapeType.PAYLOAD);
    static final PathType MORE = new PathType("", ShapeType.MORE);

    @Override
    public int compareTo(PathType other) {
        return ORDER.compare(this, other);
    }
}
