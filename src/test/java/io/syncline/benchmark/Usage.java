package io.syncline.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What processes have used of the machine, to be compared with later.
 *
 * @param server processor time of PostgreSQL's processes, those that have ended among them
 * @param resident megabytes of the application
 * @param statements that PostgreSQL has run
 */
record Usage(Duration application, Duration server, Duration generator, long resident, long statements, long commits) {
    private static final long TICKS_A_SECOND = 100;

    static Usage now(Bench bench) throws SQLException {
        ProcessHandle application = bench.syncline().handle();
        return new Usage(
                cpu(application),
                cpu(ProcessHandle.of(bench.server().pid()).orElseThrow()),
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO),
                resident(application.pid()),
                bench.number("select sum(calls) from pg_stat_statements where toplevel"),
                bench.number("select xact_commit from pg_stat_database where datname = current_database()"));
    }

    /** What was used since. */
    Usage since(Usage before) {
        return new Usage(
                application.minus(before.application),
                server.minus(before.server),
                generator.minus(before.generator),
                resident,
                statements - before.statements,
                commits - before.commits);
    }

    /** Of a process, its children, and those of them that have ended: fields 14 to 17 of proc_pid_stat(5). */
    private static Duration cpu(ProcessHandle process) {
        long ticks = process.children()
                        .mapToLong(child -> ticks(child.pid(), 13, 15))
                        .sum()
                + ticks(process.pid(), 13, 17);
        return Duration.ofMillis(ticks * 1_000 / TICKS_A_SECOND);
    }

    private static long ticks(long pid, int from, int to) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')')).split(" ", 20);
            return Arrays.stream(fields, from - 2, to - 2)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
