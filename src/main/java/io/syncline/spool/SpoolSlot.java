package io.syncline.spool;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** A directory of spooled requests that one process holds for as long as it lives: the operating system frees the lock. */
final class SpoolSlot implements Closeable {
    static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String LOCK = "lock";
    private static final String UNFINISHED = ".tmp";
    private static final Logger LOG = Logger.getLogger(SpoolSlot.class);

    private final Path path;
    private final FileChannel lock;
    private final DirectorySync sync;

    private SpoolSlot(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
        this.sync = new DirectorySync(path);
    }

    /** Makes the directory unless it is there, and holds it; empty when another process does. */
    static Optional<SpoolSlot> hold(Path path) throws IOException {
        Files.createDirectories(path, OWNER_ONLY_DIRECTORY);
        FileChannel lock = FileChannel.open(
                path.resolve(LOCK), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_ONLY);
        if (!isLocked(lock)) {
            lock.close();
            return Optional.empty();
        }
        return Optional.of(new SpoolSlot(path, lock));
    }

    @SuppressWarnings("resource") // closing the file frees the lock
    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** The spooled requests. What a crash left unfinished was never answered for, and is removed. */
    List<SpoolFile> files() throws IOException {
        var found = new ArrayList<SpoolFile>();
        try (var entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.endsWith(UNFINISHED)) {
                    Files.deleteIfExists(entry);
                } else {
                    SpoolFile.of(name, Files.size(entry)).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    boolean isThere() {
        return Files.exists(path.resolve(LOCK));
    }

    /** Returns when the file is on the disk; after an exception nothing of it is. */
    void write(SpoolFile file, byte[] content) throws IOException {
        Path target = path.resolve(file.name());
        Path unfinished = path.resolve(file.name() + UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(unfinished, target, ATOMIC_MOVE);
            sync.sync();
        } catch (IOException e) {
            discard(unfinished);
            discard(target);
            throw e;
        }
    }

    byte[] read(SpoolFile file) throws IOException {
        return Files.readAllBytes(path.resolve(file.name()));
    }

    /** Returns when the files are gone from the disk. */
    void delete(List<SpoolFile> files) throws IOException {
        for (SpoolFile file : files) {
            Files.deleteIfExists(path.resolve(file.name()));
        }
        sync.sync();
    }

    boolean has(SpoolFile file) {
        return Files.exists(path.resolve(file.name()));
    }

    void move(SpoolFile file, Path target) throws IOException {
        Files.move(path.resolve(file.name()), target, ATOMIC_MOVE);
    }

    void sync() throws IOException {
        sync.sync();
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (NoSuchFileException gone) {
            LOG.trace("it is gone with its directory");
        } catch (IOException e) {
            LOG.errorf("what was not spooled could not be removed: file=%s cause=%s", file.getFileName(), e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
