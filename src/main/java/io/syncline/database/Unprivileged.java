package io.syncline.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * How PostgreSQL is run by a process that may be root: PostgreSQL refuses root, so root steps into a user namespace of
 * its own ({@code unshare -U}), or, where a container forbids that, becomes nobody ({@code setpriv}).
 *
 * @param prefix stands before each command
 * @param owner the user id that the data must belong to; negative: as it is
 */
record Unprivileged(List<String> prefix, int owner) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;

    static Unprivileged detect() {
        if (!Commands.succeeds(List.of("id", "-u"), output -> output.equals("0"))) {
            return new Unprivileged(List.of(), -1);
        }
        if (Commands.succeeds(List.of("unshare", "-U", "id", "-u"), output -> !output.equals("0"))) {
            return new Unprivileged(List.of("unshare", "-U"), ROOT);
        }
        return new Unprivileged(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);
    }

    /** As root: hands a tree over to {@link #owner} when the other of the two ways to run left it. */
    void own(Path tree) throws IOException {
        if (owner >= 0 && Files.exists(tree)) {
            int now = (Integer) Files.getAttribute(tree, "unix:uid");
            if (now != owner && Set.of(ROOT, NOBODY).contains(now)) {
                Commands.run(List.of("chown", "-R", Integer.toString(owner), tree.toString()));
            }
        }
    }
}
