package io.syncline.shape;

import java.util.LinkedHashSet;
import java.util.Set;

/** The paths and types of one item, each once; of more than {@link #MOST_PATHS} of them those that came first. */
final class PayloadShape {
    static final int MOST_PATHS = 200;

    private final Set<PathType> seen = new LinkedHashSet<>();

    PayloadShape() {
        seen.add(PathType.PAYLOAD);
    }

    void add(String path, ShapeType type) {
        if (!full()) {
            seen.add(new PathType(path, type));
        }
        if (full()) {
            cut();
        }
    }

    /** Whether there is no use in looking further. */
    boolean full() {
        return seen.size() >= MOST_PATHS;
    }

    /** Says that not everything was looked at. */
    void cut() {
        seen.add(PathType.MORE);
    }

    Set<PathType> seen() {
        return seen;
    }
}
