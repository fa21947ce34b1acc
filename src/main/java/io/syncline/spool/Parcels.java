package io.syncline.spool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Chooses the files that are handed on together, in one transaction: many while all goes well, one after a failure. */
final class Parcels {
    static final int MOST_FILES = 25;
    private static final long MOST_BYTES = 2L * 1024 * 1024;

    private final Spool spool;
    private final Patience patience;
    private int most = MOST_FILES;
    private int probes;

    Parcels(Spool spool, Patience patience) {
        this.spool = spool;
        this.patience = patience;
    }

    /** The oldest files whose turn it is; one that failed before goes alone. */
    List<SpoolFile> next(Instant now) {
        var files = new ArrayList<SpoolFile>();
        long bytes = 0;
        for (SpoolFile file : spool.oldestFirst()) {
            if (patience.isDue(file, now)) {
                bytes += file.bytes();
                boolean fits = files.size() < most && bytes <= MOST_BYTES && !patience.suspects(file);
                if (fits || files.isEmpty()) {
                    files.add(file);
                }
                if (!fits) {
                    break;
                }
            }
        }
        return files;
    }

    /** Another file than this, to see whether it is that one alone which fails; each time another. */
    List<SpoolFile> probe(SpoolFile stubborn, Instant now) {
        var others = StreamSupport.stream(spool.oldestFirst().spliterator(), false)
                .filter(file -> !file.equals(stubborn) && patience.isDue(file, now))
                .toList();
        return others.isEmpty() ? List.of() : List.of(others.get(probes++ % others.size()));
    }

    void kept() {
        most = Math.min(most * 2, MOST_FILES);
    }

    /** Whether it was the first failure after a success. */
    boolean failed() {
        boolean first = most > 1;
        most = 1;
        return first;
    }
}
