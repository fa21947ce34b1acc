package io.syncline.database;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /**
     * @throws ConfigurationException if PostgreSQL, run as nobody, could not get at its data
     */
    void mustReach(Path directory) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of("test", "-x", directory.toString()));
        if (owner == NOBODY && !Commands.succeeds(command, output -> true)) {
            throw new ConfigurationException("syncline.data-dir " + directory + " is closed to user nobody, as whom"
                    + " PostgreSQL runs here, since it refuses root and root may make no user namespace: expected a"
                    + " directory that others may enter, or Syncline to run as another user than root");
        }
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
