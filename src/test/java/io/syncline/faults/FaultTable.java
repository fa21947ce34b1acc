package io.syncline.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gathers what each scenario found, and prints it as a table when all have run; also into target/faults.txt. */
final class FaultTable implements BeforeAllCallback {
    private static final Path FILE = Path.of("target", "faults.txt");
    private static final List<Row> ROWS = new CopyOnWriteArrayList<>();

    /**
     * One scenario.
     *
     * @param faults how often something was broken
     * @param items source items, each of which must be one activity
     * @param deliveries of those items, repetitions included
     */
    record Row(
            String fault, int faults, int items, int deliveries, Oracle.Verdict verdict, Duration took, String note) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-44s %6d %7d %10d %10d %6d %5d %6d %7ds  %-4s %s",
                    fault,
                    faults,
                    items,
                    deliveries,
                    verdict.duplicates(),
                    verdict.losses(),
                    verdict.wrong(),
                    verdict.parked(),
                    took.toSeconds(),
                    verdict.isGood() ? "ok" : "BAD",
                    (verdict.isGood() ? "" : verdict.broken() + " " + verdict.samples() + " ") + note);
        }
    }

    static void add(Row row) {
        ROWS.add(row);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(FaultTable.class))
                .getOrComputeIfAbsent("printer", key -> (AutoCloseable) FaultTable::print);
    }

    private static void print() {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%-44s %6s %7s %10s %10s %6s %5s %6s %8s%n",
                "fault",
                "faults",
                "items",
                "deliveries",
                "duplicates",
                "losses",
                "wrong",
                "parked",
                "took"));
        ROWS.forEach(row -> text.append(row.line()).append(System.lineSeparator()));
        try {
            Files.writeString(FILE, text);
            System.out.println(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
