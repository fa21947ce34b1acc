package io.syncline.spool;

import io.syncline.event.Delivery;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Requests on disk, one file each, in the order in which they came. A file is there whole or not at all, and once
 * {@link #append} has returned it survives a crash of the machine. Each process writes into a slot of its own, the first
 * that is free, and takes over the files of slots that nobody holds any more.
 */
public final class Spool implements Closeable {
    private static final Logger LOG = Logger.getLogger(Spool.class);

    private final SpoolRoot root;
    private final SpoolSlot slot;
    private final SpoolQueue queue;

    private Spool(SpoolRoot root, SpoolSlot slot, SpoolQueue queue) {
        this.root = root;
        this.slot = slot;
        this.queue = queue;
    }

    /**
     * Opens the spool in a directory, which is made unless it is there.
     *
     * @param maxSize bytes; more is not taken
     */
    static Spool open(Path directory, long maxSize, Clock clock) throws IOException {
        SpoolRoot root = SpoolRoot.make(directory);
        var spool = new Spool(root, root.hold(), new SpoolQueue(maxSize, clock));
        spool.slot.files().forEach(spool.queue::found);
        spool.takeOver();
        return spool;
    }

    /**
     * Keeps a request behind all that were kept before.
     *
     * @param deliveries at least one
     * @throws IOException if it is not kept, and nothing of it is on the disk
     */
    public void append(List<Delivery> deliveries) throws IOException {
        byte[] content = SpoolFormat.write(deliveries);
        SpoolFile file = queue.place(deliveries.get(0).connector(), deliveries.size(), content.length);
        boolean written = false;
        try {
            slot.write(file, content);
            queue.added(file);
            written = true;
        } finally {
            if (!written) {
                queue.givenUp(file);
            }
        }
    }

    /** Whether nothing waits, so that a request may go past the spool. */
    public boolean isEmpty() {
        return queue.requests() == 0;
    }

    /** The files, oldest first; those that are added meanwhile may or may not be among them. */
    Iterable<SpoolFile> oldestFirst() {
        return queue.oldestFirst();
    }

    /**
     * The deliveries of a file; none, and the file is forgotten, if somebody deleted it.
     *
     * @throws DamagedFileException if they are not what was written
     */
    List<Delivery> read(SpoolFile file) throws IOException {
        try {
            return SpoolFormat.read(slot.read(file));
        } catch (NoSuchFileException gone) {
            // Unless the whole directory is away: it may come back, and the file with it.
            if (!slot.isThere()) {
                throw gone;
            }
            queue.remove(file);
            return List.of();
        }
    }

    /** Forgets files whose deliveries were kept elsewhere. */
    void remove(List<SpoolFile> kept) throws IOException {
        slot.delete(kept);
        kept.forEach(queue::remove);
    }

    /** Puts a file away that cannot be handed on, for a person to look at. */
    void setAside(SpoolFile file) throws IOException {
        slot.move(file, root.asideFor(file));
        slot.sync();
        root.syncAside();
        queue.remove(file);
    }

    /** Takes over the files of slots that nobody holds: of a process that is gone, or put there by a person. */
    void takeOver() throws IOException {
        for (Path other : root.slotsBut(slot.path())) {
            Optional<SpoolSlot> left = SpoolSlot.hold(other);
            if (left.isPresent()) {
                try (SpoolSlot abandoned = left.get()) {
                    adopt(abandoned);
                }
            }
        }
    }

    private void adopt(SpoolSlot abandoned) throws IOException {
        List<SpoolFile> left = abandoned.files();
        for (SpoolFile file : left) {
            boolean taken = queue.isTaken(file.sequence()) || slot.has(file);
            SpoolFile place = taken ? file.at(queue.nextSequence()) : file;
            abandoned.move(file, slot.path().resolve(place.name()));
            queue.found(place);
        }
        if (!left.isEmpty()) {
            slot.sync();
            abandoned.sync();
            LOG.infof("%d spooled requests of a process that is gone are taken over", left.size());
        }
    }

    /** Requests that wait, or are being written. */
    public int requests() {
        return queue.requests();
    }

    /** Deliveries that wait. */
    public long deliveries() {
        return queue.deliveries();
    }

    /** Bytes of what waits. */
    public long bytes() {
        return queue.bytes();
    }

    /** Files that were put away, of all processes that share the directory. */
    public long aside() {
        return root.countAside();
    }

    /** How much more fits, by the bound and by the disk; 0 when it cannot be written. */
    public long free() {
        return Math.max(0, Math.min(queue.room(), root.usable(slot.path())));
    }

    @Override
    public void close() throws IOException {
        slot.close();
    }
}
