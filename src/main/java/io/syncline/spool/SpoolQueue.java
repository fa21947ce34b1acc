package io.syncline.spool;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is known of the files without looking at the disk: their order, their number and their size. */
final class SpoolQueue {
    private final long maxSize;
    private final Clock clock;
    private final NavigableMap<Long, SpoolFile> files = new ConcurrentSkipListMap<>();
    private final AtomicLong lastSequence = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Including those that are being written. */
    private final AtomicInteger requests = new AtomicInteger();

    /**
     * @param maxSize bytes; no place is given beyond
     */
    SpoolQueue(long maxSize, Clock clock) {
        this.maxSize = maxSize;
        this.clock = clock;
    }

    /** Gives a request its place behind all others; it is to be {@link #added} or {@link #givenUp}. */
    SpoolFile place(String connector, int deliveries, long size) throws SpoolFullException {
        requests.incrementAndGet();
        var file = new SpoolFile(nextSequence(), connector, deliveries, size);
        long before = bytes.getAndAdd(size);
        if (before + size > maxSize) {
            givenUp(file);
            throw new SpoolFullException(before, maxSize);
        }
        return file;
    }

    /** It is on the disk. */
    void added(SpoolFile file) {
        files.put(file.sequence(), file);
    }

    /** It could not be written. */
    void givenUp(SpoolFile file) {
        bytes.addAndGet(-file.bytes());
        requests.decrementAndGet();
    }

    /** A file that was there before. */
    void found(SpoolFile file) {
        if (files.putIfAbsent(file.sequence(), file) == null) {
            requests.incrementAndGet();
            bytes.addAndGet(file.bytes());
            lastSequence.accumulateAndGet(file.sequence(), Math::max);
        }
    }

    void remove(SpoolFile file) {
        if (files.remove(file.sequence(), file)) {
            givenUp(file);
        }
    }

    boolean isTaken(long sequence) {
        return files.containsKey(sequence);
    }

    /** Later than all before it, even when the clock was set back. */
    long nextSequence() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return lastSequence.updateAndGet(last -> Math.max(last + 1, now));
    }

    Iterable<SpoolFile> oldestFirst() {
        return files.values();
    }

    int requests() {
        return requests.get();
    }

    long deliveries() {
        return files.values().stream().mapToLong(SpoolFile::deliveries).sum();
    }

    long bytes() {
        return bytes.get();
    }

    long room() {
        return maxSize - bytes.get();
    }
}
