package io.syncline.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** Runs programs and waits for them. */
final class Commands {
    private Commands() {}

    /**
     * @return what the program wrote
     * @throws IOException if it could not be started or ended with a code other than 0; the message has its output
     */
    static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("code " + process.exitValue() + ", " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.get(0), e);
        }
        return output;
    }

    static boolean succeeds(List<String> command, Predicate<String> expected) {
        try {
            return expected.test(run(command));
        } catch (IOException e) {
            return false;
        }
    }
}
