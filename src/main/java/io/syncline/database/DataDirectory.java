package io.syncline.database;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/** {@code syncline.data-dir}, held by this process alone for as long as it lives: the operating system frees the lock. */
final class DataDirectory {
    private final Path path;
    private final RandomAccessFile lockFile;

    private DataDirectory(Path path, RandomAccessFile lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * @throws ConfigurationException if another process holds it, or this one may not write there
     */
    static DataDirectory hold(Path configured) throws IOException {
        Path path = configured.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new ConfigurationException("syncline.data-dir " + path + " cannot be made (" + e
                    + "): expected a directory that this process may create and write");
        }
        if (!Files.isWritable(path)) {
            throw new ConfigurationException("syncline.data-dir " + path + " cannot be written by user "
                    + System.getProperty("user.name") + ": expected a directory of the user that runs Syncline");
        }
        Path lock = path.resolve("syncline.lock");
        var lockFile = new RandomAccessFile(lock.toFile(), "rw");
        if (!locked(lockFile)) {
            lockFile.close();
            throw new ConfigurationException("syncline.data-dir " + path + " is in use by another Syncline (process "
                    + Files.readString(lock) + "): stop that one, or give this one a directory of its own");
        }
        lockFile.setLength(0);
        lockFile.write(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
        return new DataDirectory(path, lockFile);
    }

    @SuppressWarnings("resource") // closing the file frees the lock
    private static boolean locked(RandomAccessFile file) throws IOException {
        try {
            FileLock lock = file.getChannel().tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /**
     * @throws ConfigurationException if {@code child} exists and belongs to another user than this process
     */
    void mustOwn(Path child) throws IOException {
        if (Files.exists(child)) {
            UserPrincipal owner = Files.getOwner(child);
            Path probe = Files.createTempFile(path, "owner-", null);
            UserPrincipal self = Files.getOwner(probe);
            Files.delete(probe);
            if (!owner.equals(self)) {
                throw new ConfigurationException("syncline.data-dir: " + child + " belongs to user " + owner.getName()
                        + " and this process runs as " + self.getName() + ": run Syncline always as the same user");
            }
        }
    }

    void release() throws IOException {
        lockFile.close();
    }
}
