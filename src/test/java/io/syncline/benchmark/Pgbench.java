package io.syncline.benchmark;

import io.syncline.database.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** PostgreSQL's own benchmark, from the PATH, target/tools, or where Debian keeps it. */
final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final ServerProcess server;
    private final Path directory;

    Pgbench(ServerProcess server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /**
     * Runs a script.
     *
     * @param limit transactions a second, with latencies counted from when they should have begun; 0 for as many as there can be
     */
    Rate run(String script, int clients, Duration time, int limit) {
        try {
            Path file = Files.writeString(directory.resolve("baseline.pgbench"), script);
            Path logs = Files.createTempDirectory(directory, "pgbench-");
            URI url = URI.create(server.jdbcUrl().substring("jdbc:".length()));
            var command = new ArrayList<>(List.of(program(), "-n", "-M", "prepared", "-c", "" + clients, "-j", "1"));
            command.addAll(
                    List.of("-T", "" + time.toSeconds(), "-f", file.toString(), "-l", "--log-prefix=" + logs + "/log"));
            if (limit > 0) {
                command.addAll(List.of("-R", "" + limit));
            }
            command.addAll(List.of("-h", url.getHost(), "-p", "" + url.getPort(), "-U", ServerProcess.USER));
            command.add(url.getPath().substring(1));
            String output = output(command);
            Matcher rate = RATE.matcher(output);
            if (!rate.find()) {
                throw new IllegalStateException("pgbench: " + output);
            }
            Histogram latencies = latencies(logs);
            return new Rate(Double.parseDouble(rate.group(1)), latencies.getTotalCount(), latencies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", ServerProcess.PASSWORD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.onExit().join();
        return output;
    }

    /** The third column of pgbench's log: microseconds; with a limit, from the scheduled beginning. */
    private static Histogram latencies(Path logs) throws IOException {
        var histogram = new Histogram(3);
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.map(line -> line.split(" ", 4)[2])
                            .mapToLong(Long::parseLong)
                            .forEach(histogram::recordValue);
                }
            }
        }
        return histogram;
    }

    private static String program() throws IOException {
        var known = new ArrayList<>(List.of(Path.of("target/tools/pgbench").toAbsolutePath()));
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin/pgbench"))
                        .forEach(known::add);
            }
        }
        return known.stream()
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("pgbench");
    }
}
