package io.syncline.spool;

import java.io.IOException;
import java.nio.file.Path;

/** A file system of a megabyte, for tests that run as root; others cannot mount one. */
public record TinyDisk(Path path) {
    /** Whether it could be made. */
    public static boolean mount(Path path) throws IOException, InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", path.toString()) == 0;
    }

    /** Lets nobody, root included, make or delete files in a directory of it; false where the system cannot do that. */
    static boolean closeTo(Path directory) throws IOException, InterruptedException {
        return run("chattr", "+i", directory.toString()) == 0;
    }

    static void openTo(Path directory) throws IOException, InterruptedException {
        run("chattr", "-i", directory.toString());
    }

    public void unmount() throws IOException, InterruptedException {
        run("umount", path.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
