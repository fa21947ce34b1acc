package io.syncline.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gathers what each scenario found, and prints it as a table when all have run; also into target/faults.txt and .json. */
final class FaultTable implements BeforeAllCallback {
    /** Draws all stories and all faults: -Dfaults.seed=... tells them again. */
    static final long SEED = Long.getLong("faults.seed", System.nanoTime());

    private static final Path TARGET = Path.of("target");
    private static final String HEAD = "%-44s %6s %6s %9s %10s %6s %5s %6s %7s %6s  %s%n";
    private static final List<Row> ROWS = new CopyOnWriteArrayList<>();

    /** Set by the harness; the short form in every build leaves the table of the last run of the harness alone. */
    private static volatile boolean wanted;

    /**
     * One scenario.
     *
     * @param faults how often something was broken
     * @param items source items, each of which must be one activity
     * @param seen places and states of those items, and all webhook requests that were made
     */
    record Row(String fault, int faults, int items, long seen, Verdict verdict, Duration took, String note) {
        String word() {
            return verdict.isGood() ? "ok" : "BAD";
        }

        private String line() {
            return String.format(
                    Locale.ROOT,
                    HEAD,
                    fault,
                    faults,
                    items,
                    seen,
                    verdict.duplicates(),
                    verdict.losses(),
                    verdict.wrong(),
                    verdict.parked(),
                    verdict.balance(),
                    took.toSeconds() + "s",
                    word() + "  " + (verdict.problems().isEmpty() ? "" : verdict.problems() + " ") + note);
        }

        private Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("fault", fault);
            json.put("result", word());
            json.put("faults", faults);
            json.put("items", items);
            json.put("seen", seen);
            json.put("verdict", verdict);
            json.put("seconds", took.toSeconds());
            json.put("note", note);
            return json;
        }
    }

    /** Says so at once, and writes the table so far: who stops a run keeps what it found. */
    static void add(Row row) {
        ROWS.add(row);
        if (wanted) {
            write();
            System.out.print(row.line());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        wanted = true;
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(FaultTable.class))
                .getOrComputeIfAbsent("printer", key -> (AutoCloseable) () -> System.out.println(table()));
    }

    private static void write() {
        var json = Map.of("seed", SEED, "rows", ROWS.stream().map(Row::json).toList());
        try {
            Files.writeString(TARGET.resolve("faults.txt"), table());
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(TARGET.resolve("faults.json").toFile(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table() {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%n" + HEAD,
                "fault",
                "faults",
                "items",
                "seen",
                "duplicates",
                "losses",
                "wrong",
                "parked",
                "balance",
                "took",
                "result"));
        ROWS.forEach(row -> text.append(row.line()));
        return text.append(total()).toString();
    }

    private static String total() {
        return String.format(
                Locale.ROOT,
                HEAD + "%nseed %d: mvn -Pfaults verify -Dfaults.seed=%d%n",
                "all",
                ROWS.stream().mapToInt(Row::faults).sum(),
                ROWS.stream().mapToInt(Row::items).sum(),
                ROWS.stream().mapToLong(Row::seen).sum(),
                ROWS.stream().mapToInt(row -> row.verdict().duplicates()).sum(),
                ROWS.stream().mapToInt(row -> row.verdict().losses()).sum(),
                ROWS.stream().mapToInt(row -> row.verdict().wrong()).sum(),
                ROWS.stream().mapToInt(row -> row.verdict().parked()).sum(),
                ROWS.stream().mapToInt(row -> row.verdict().balance()).sum(),
                ROWS.stream().mapToLong(row -> row.took().toSeconds()).sum() + "s",
                ROWS.stream().allMatch(row -> row.verdict().isGood()) ? "ok" : "BAD",
                SEED,
                SEED);
    }
}
