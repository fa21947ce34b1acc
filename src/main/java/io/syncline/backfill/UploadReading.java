package io.syncline.backfill;

import io.syncline.backfill.UploadedItems.Placed;
import io.syncline.connector.SourceHistory.Reading;
import io.syncline.connector.SourceHistory.Slice;
import io.syncline.event.Delivery;
import io.syncline.event.Hashes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One pass over the items of an export. The same line of another export is the same sighting. */
final class UploadReading implements Reading {
    private static final int SLICE = 50;

    private final BackfillRow job;
    private final UploadedItems items;
    private final Clock clock;
    private final BooleanSupplier ending;
    private final long done;
    private long last;

    UploadReading(BackfillRow job, UploadedItems items, Clock clock, BooleanSupplier ending) {
        this.job = job;
        this.items = items;
        this.clock = clock;
        this.ending = ending;
        this.done = job.position == null || job.dryRun ? 0 : Long.parseLong(job.position);
        this.last = done;
    }

    @Override
    public long total() {
        return job.total;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public Slice next() {
        List<Placed> slice = ending.getAsBoolean() ? List.of() : items.after(job.id, last, SLICE);
        if (slice.isEmpty()) {
            return null;
        }
        last = slice.get(slice.size() - 1).ordinal();
        return new Slice(slice.stream().map(placed -> delivery(placed.item())).toList(), last, Long.toString(last));
    }

    private Delivery delivery(ExportItem item) {
        return new Delivery(
                job.connector,
                "export/" + Hashes.sha256(item.payload()),
                item.contentType(),
                item.payload(),
                Map.of(),
                clock.instant());
    }

    @Override
    public List<String> problems() {
        return List.of();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
