package io.syncline.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that checks what is deployed. Who does not have it builds without these tests; CI must have it. */
enum Tool {
    KUBECTL,
    PROMTOOL,
    /** TypeScript's compiler, with Grafana's types beside it. */
    TSC;

    /** Where .ci/run puts what the machine does not have. */
    private static final Path TOOLS = Path.of("target", "tools");

    /** What it prints; it must end well. */
    String run(String... arguments) {
        Optional<Path> program = find();
        if (System.getenv("CI") == null) {
            assumeTrue(program.isPresent(), program() + " is not on the PATH");
        }
        assertThat(program).as(program() + " on the PATH or in " + TOOLS).isPresent();
        var command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Path> find() {
        return Stream.concat(
                        Stream.of(
                                TOOLS.toAbsolutePath(),
                                TOOLS.resolve("node_modules/.bin").toAbsolutePath()),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                                .map(Path::of))
                .map(directory -> directory.resolve(program()))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String program() {
        return name().toLowerCase(Locale.ROOT);
    }
}
