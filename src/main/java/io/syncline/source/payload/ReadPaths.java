package io.syncline.source.payload;

import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which paths a mapping reads of an item: what it reads by tells it, so that nothing that is written beside a mapping
 * can differ from what the mapping does. Costs next to nothing while nobody asks.
 */
public final class ReadPaths {
    private static final ThreadLocal<Set<String>> ASKED = new ThreadLocal<>();

    private ReadPaths() {}

    /** A path was read, whether or not anything stood there. */
    public static void read(String path) {
        Set<String> asked = ASKED.get();
        if (asked != null) {
            asked.add(path);
        }
    }

    /** What is read by this thread meanwhile; names of fields joined by points, {@code []} for elements of a list. */
    public static Set<String> during(Runnable translation) {
        var read = new TreeSet<String>();
        ASKED.set(read);
        try {
            translation.run();
        } finally {
            ASKED.remove();
        }
        return read;
    }
}
