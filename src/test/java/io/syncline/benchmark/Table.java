package io.syncline.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: printed, and written to target/benchmark.txt and .json; each run is a line of benchmark/history.jsonl. */
final class Table {
    private static final String HEAD = "%-10s %-34s %10s %9s %9s %9s %9s %8s %8s %8s %7s %7s %7s %7s  %s%n";

    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final StringBuilder text = new StringBuilder(String.format(
            Locale.ROOT,
            HEAD,
            "activities",
            "load",
            "per second",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "max ms",
            "app us",
            "db us",
            "load us",
            "stmts",
            "commits",
            "RSS MB",
            "ratio",
            "target"));

    /**
     * Enters a row and says so at once. What was used stands by the event: microseconds of processor time, statements, commits.
     *
     * @param ratio to the baseline
     */
    void add(String activities, String load, Rate rate, Usage used, double ratio, String target) {
        var row = new LinkedHashMap<String, Object>();
        row.put("activities", activities);
        row.put("load", load);
        row.put("perSecond", round(rate.perSecond()));
        row.put("p50", rate.millis(50));
        row.put("p95", rate.millis(95));
        row.put("p99", rate.millis(99));
        row.put("max", rate.millis(100));
        row.put("applicationMicros", used.application().toNanos() / 1_000 / rate.events());
        row.put("databaseMicros", used.server().toNanos() / 1_000 / rate.events());
        row.put("generatorMicros", used.generator().toNanos() / 1_000 / rate.events());
        row.put("statements", round((double) used.statements() / rate.events()));
        row.put("commits", round((double) used.commits() / rate.events()));
        row.put("residentMegabytes", used.resident());
        row.put("ratio", round(ratio));
        row.put("target", target);
        rows.add(row);
        String line = String.format(Locale.ROOT, HEAD, row.values().toArray());
        text.append(line);
        System.out.print(line);
    }

    void write() throws IOException {
        System.out.println();
        System.out.println(text);
        Files.writeString(Path.of("target", "benchmark.txt"), text);
        var json = Map.of("at", Clock.systemUTC().instant().toString(), "rows", rows);
        var mapper = new ObjectMapper();
        mapper.writer(SerializationFeature.INDENT_OUTPUT)
                .writeValue(Path.of("target", "benchmark.json").toFile(), json);
        Files.writeString(
                Files.createDirectories(Path.of("benchmark")).resolve("history.jsonl"),
                mapper.writeValueAsString(json) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static double round(double value) {
        return value >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000.0;
    }
}
