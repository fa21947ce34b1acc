package io.syncline.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's programs and how this process may run them. */
record Programs(Path home, Unprivileged unprivileged) {

    /**
     * @return what the program wrote
     * @throws IOException if it ended with a code other than 0; the message has what it wrote
     */
    String run(String program, List<String> arguments) throws IOException {
        var command = new ArrayList<>(unprivileged.prefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return Commands.run(command);
    }

    /** Such as 17.11. */
    String release() throws IOException {
        return run("postgres", List.of("--version")).replaceAll("[^0-9.]", "");
    }
}
