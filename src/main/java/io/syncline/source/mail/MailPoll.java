package io.syncline.source.mail;

import io.syncline.event.PermanentSyncException;
import io.syncline.lease.Lease;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One poll of a mailbox: the batches of its folders, one folder after the other, over one connection that is made with
 * the first. Made for Camel's splitter, which asks for more while it still has a batch in hand, and which runs through
 * the rest when it has stopped at an exception: {@link #hasNext} costs nothing, and there is no next batch after one that
 * was not kept.
 */
public final class MailPoll implements Iterator<MailBatch>, Closeable {
    /** Opens folders over one connection. */
    interface Source extends AutoCloseable {
        /**
         * @throws PermanentSyncException if this folder cannot be read; others may
         */
        FolderReader open(String folder);

        @Override
        void close();
    }

    private final Lease lease;
    private final Supplier<Source> connect;
    private final BooleanSupplier ending;
    private final Deque<String> folders;
    private final List<String> problems = new ArrayList<>();
    private Source source;
    private FolderReader current;
    private boolean inHand;
    private boolean lookedAhead;
    private boolean cutShort;

    /**
     * @param lease under which checkpoints move; null where none do
     * @param ending whether the process is about to end; then no further batch is read
     */
    MailPoll(Lease lease, Collection<String> folders, Supplier<Source> connect, BooleanSupplier ending) {
        this.lease = lease;
        this.folders = new ArrayDeque<>(folders);
        this.connect = connect;
        this.ending = ending;
    }

    Lease lease() {
        return lease;
    }

    /** What kept single folders from being read. */
    List<String> problems() {
        return problems;
    }

    /** Whether it ended before everything was read, since the process ends. */
    boolean cutShort() {
        return cutShort;
    }

    /** Says that the batch in hand was kept. */
    void kept() {
        inHand = false;
        lookedAhead = false;
    }

    @Override
    public boolean hasNext() {
        if (inHand && lookedAhead) {
            return false;
        }
        lookedAhead = inHand;
        return current != null || !folders.isEmpty();
    }

    /** The next batch; an empty one when the remaining folders had nothing new. */
    @Override
    public MailBatch next() {
        if (current == null && folders.isEmpty()) {
            throw new NoSuchElementException("all folders are read");
        }
        inHand = true;
        if (ending.getAsBoolean()) {
            cutShort = true;
            close();
            return MailBatch.nothing(this);
        }
        try {
            return read();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private MailBatch read() {
        while (current == null && !folders.isEmpty()) {
            current = open(folders.poll());
        }
        if (current == null) {
            return MailBatch.nothing(this);
        }
        var batch = current.next(this);
        if (!current.hasNext()) {
            current.close();
            current = null;
        }
        return batch;
    }

    /** A reader of a folder with something to read, else null. */
    private FolderReader open(String folder) {
        if (source == null) {
            source = connect.get();
        }
        try {
            var reader = source.open(folder);
            if (reader.hasNext()) {
                return reader;
            }
            reader.close();
        } catch (PermanentSyncException unreadable) {
            problems.add(unreadable.getMessage());
        }
        return null;
    }

    @Override
    public void close() {
        folders.clear();
        if (current != null) {
            current.close();
            current = null;
        }
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
