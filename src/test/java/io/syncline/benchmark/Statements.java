package io.syncline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Where PostgreSQL's time goes. */
final class Statements {
    private static final String DEAREST =
            """
            select string_agg(line, chr(10)) from (
                select concat_ws(' ', round(total_exec_time), 'ms', calls, 'calls', round(cast(1000 * mean_exec_time as numeric)),
                    'us', rows, 'rows:', regexp_replace(left(query, 300), '\\s+', ' ', 'g')) as line
                from pg_stat_statements order by total_exec_time desc limit 40) t""";

    private Statements() {}

    /** Writes the dearest statements of a load to a file of its own. */
    static void write(Bench bench, String load) throws IOException, SQLException {
        Files.writeString(Path.of("target", "benchmark-" + load + ".txt"), bench.text(DEAREST) + "\n");
    }
}
