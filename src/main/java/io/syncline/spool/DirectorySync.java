package io.syncline.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the entries of a directory durable; callers that come while a sync runs share the next one. */
final class DirectorySync {
    private final Path directory;
    private long asked;
    private long done;
    private boolean running;

    DirectorySync(Path directory) {
        this.directory = directory;
    }

    /** Returns when all that was renamed or deleted before the call is on the disk. */
    void sync() throws IOException {
        long mine = ask();
        long upTo = turn(mine);
        if (upTo < mine) {
            return;
        }
        boolean synced = false;
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            synced = true;
        } finally {
            finish(synced ? upTo : 0);
        }
    }

    private synchronized long ask() {
        return ++asked;
    }

    /** Waits for a sync that covers the caller (then 0), or for the caller's turn to run one: how far that will go. */
    private synchronized long turn(long mine) throws IOException {
        while (running && done < mine) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for the disk", e);
            }
        }
        if (done >= mine) {
            return 0;
        }
        running = true;
        return asked;
    }

    /** After a failure nobody is covered: each that waits tries by itself. */
    private synchronized void finish(long upTo) {
        done = Math.max(done, upTo);
        running = false;
        notifyAll();
    }
}
