package io.syncline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.faults.SynclineProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Measures the application against PostgreSQL's least work for the same guarantee, on one server in one run. */
class SpeedBenchmark {
    private static final boolean QUICK = Boolean.getBoolean("benchmark.quick");
    private static final Duration TIME = Duration.ofSeconds(QUICK ? 10 : 30);
    private static final Duration WARM_UP = Duration.ofSeconds(QUICK ? 40 : 60);
    private static final String EVENT = "\\set n random(0, 19999)\nselect baseline.event(:n);\n";
    private static final String EVENTS = "select baseline.events(500);\n";

    private static final long ACTIVITIES = Long.getLong("benchmark.activities", QUICK ? 100_000 : 5_000_000);
    private static final int MAILS = QUICK ? 1_000 : 20_000;
    private static final long EVENTS_REBUILT = QUICK ? 5_000 : 100_000;

    private static final List<String> LOADS =
            List.of(System.getProperty("benchmark.loads", "webhooks,mails,rebuild,timeline,start")
                    .split(",", -1));

    private final Table table = new Table();
    private double event;
    private double bulk;

    @Test
    void speed() throws Exception {
        try (var bench = new Bench()) {
            baselines(bench, "none");
            webhooks(bench, "none");
            bench.fill("few", EVENTS_REBUILT);
            mails(bench, "none");
            rebuild(bench, "none", 1);
            bench.fill("many", ACTIVITIES);
            String many = Long.toString(ACTIVITIES);
            baselines(bench, many);
            webhooks(bench, many);
            mails(bench, many);
            rebuild(bench, many, (double) EVENTS_REBUILT / ACTIVITIES);
            timeline(bench, many);
            start(bench, many);
        } finally {
            table.write();
        }
    }

    private static boolean wants(String load) {
        return LOADS.contains(load);
    }

    private void mails(Bench bench, String activities) throws Exception {
        if (!wants("mails")) {
            return;
        }
        String counted = "select count(*) from sync_event where kind = 'email'";
        long had = bench.number(counted);
        Usage before = Usage.now(bench);
        bench.mails().begin("run-" + activities, MAILS);
        Awaitility.await("all mails").atMost(Duration.ofMinutes(30)).until(() -> bench.number(counted) == had + MAILS);
        long micros = bench.number(
                """
                select cast(extract(epoch from max(applied_at) - min(received_at)) * 1000000 as bigint)
                from sync_event where kind = 'email' and external_id like '%run-"""
                        + activities + "-%'");
        Rate rate = Rate.of(MAILS, Duration.of(micros, ChronoUnit.MICROS));
        table.add(activities, "mail import", rate, Usage.now(bench).since(before), rate.perSecond() / bulk, ">= 0.3");
    }

    /** Derives events of the filled years again, and drops what comes of it; copying and comparing depend on what else is there. */
    private void rebuild(Bench bench, String activities, double part) throws Exception {
        if (!wants("rebuild")) {
            return;
        }
        Instant from = Instant.parse("2023-01-01T00:00:00Z");
        Instant to = from.plus(Duration.ofSeconds((long) (part * 3 * 365 * 24 * 3600)));
        Usage before = Usage.now(bench);
        bench.syncline()
                .post(
                        "/api/v1/rebuilds",
                        "{\"connector\": \"calls\", \"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to));
        String newest = " from rebuild order by created_at desc limit 1";
        Awaitility.await("the rebuild")
                .atMost(Duration.ofHours(1))
                .until(() -> bench.number("select cast(state <> 'running' as integer)" + newest) == 1);
        Duration worked = Duration.ofMillis(bench.number("select worked_ms" + newest));
        Rate rate = Rate.of(bench.number("select total" + newest), worked);
        table.add(
                activities, "ledger rebuild", rate, Usage.now(bench).since(before), rate.perSecond() / bulk, ">= 0.3");
        bench.execute("update rebuild set state = 'dropped', finished_at = now() where state = 'ready'");
    }

    private void timeline(Bench bench, String activities) throws SQLException {
        if (!wants("timeline")) {
            return;
        }
        String account = "select cast(cast(md5('account0') as uuid) as text)";
        var uri = bench.syncline().uri("/api/v1/accounts/" + bench.text(account) + "/timeline?limit=50");
        try (var load = new HttpLoad(uri, SynclineProcess.AUTHORIZATION, 2, null)) {
            load.asManyAsPossible(Duration.ofSeconds(10));
            Usage before = Usage.now(bench);
            Rate rate = load.asManyAsPossible(TIME);
            table.add(
                    activities,
                    "timeline of a busy account",
                    rate,
                    Usage.now(bench).since(before),
                    0,
                    "p95 < 10 ms");
            assertThat(load.failed()).as("pages that did not come").isZero();
        }
    }

    private void start(Bench bench, String activities) throws Exception {
        if (!wants("start")) {
            return;
        }
        Usage now = Usage.now(bench);
        Usage none = now.since(now);
        Rate rate = Rate.of(1, bench.restart());
        rate.latencies().recordValue((long) (1e6 / rate.perSecond()));
        table.add(activities, "start to ready", rate, none, 0, "< 4000 ms");
    }

    private void baselines(Bench bench, String activities) throws SQLException {
        Usage before = Usage.now(bench);
        Rate one = bench.pgbench().run(EVENT, 16, TIME, 0);
        Usage between = Usage.now(bench);
        event = one.perSecond();
        table.add(activities, "baseline (a) one event, 16 clients", one, between.since(before), 1, "");
        Rate many = bench.pgbench().run(EVENTS, 2, TIME, 0);
        var perEvent = new Rate(many.perSecond() * 500, many.events() * 500, many.latencies());
        bulk = perEvent.perSecond();
        table.add(
                activities,
                "baseline (b) 500 events, 2 clients",
                perEvent,
                Usage.now(bench).since(between),
                1,
                "");
    }

    private void webhooks(Bench bench, String activities) throws Exception {
        if (!wants("webhooks")) {
            return;
        }
        bench.execute("select pg_stat_statements_reset()");
        var bodies = new CallBodies("run-" + activities);
        long had = bench.number("select count(*) from activity");
        double most = 0;
        for (int connections : new int[] {16, 64}) {
            most = webhooks(bench, activities, bodies, connections);
        }
        halfRate(bench, activities, bodies, most / 2);
        Awaitility.await("each call is one activity")
                .atMost(Duration.ofMinutes(2))
                .until(() -> bench.number("select count(*) from activity") - had == bodies.calls());
        Statements.write(bench, "webhooks-" + activities);
    }

    private double webhooks(Bench bench, String activities, CallBodies bodies, int connections) throws SQLException {
        try (HttpLoad load = load(bench, bodies, connections)) {
            load.asManyAsPossible(connections == 16 ? WARM_UP : Duration.ofSeconds(5));
            Usage before = Usage.now(bench);
            Rate rate = load.asManyAsPossible(TIME);
            String target = connections == 64 ? ">= 0.6" : "";
            String name = "webhooks, " + connections + " connections" + late(load);
            table.add(activities, name, rate, Usage.now(bench).since(before), rate.perSecond() / event, target);
            assertThat(load.failed())
                    .as("answers that do not say that it is kept")
                    .isZero();
            return rate.perSecond();
        }
    }

    private void halfRate(Bench bench, String activities, CallBodies bodies, double perSecond) throws SQLException {
        Usage before = Usage.now(bench);
        Rate baseline = bench.pgbench().run(EVENT, 16, TIME, (int) perSecond);
        Usage between = Usage.now(bench);
        table.add(activities, "baseline (a) at half the rate", baseline, between.since(before), 1, "");
        try (HttpLoad load = load(bench, bodies, 64)) {
            Rate rate = load.steady(TIME, perSecond);
            String name = "webhooks at half the rate" + late(load);
            double ratio = rate.millis(99) / baseline.millis(99);
            table.add(activities, name, rate, Usage.now(bench).since(between), ratio, "p99 <= 5");
        }
    }

    private static HttpLoad load(Bench bench, CallBodies bodies, int connections) {
        var uri = bench.syncline().uri("/webhooks/" + CallBodies.CONNECTOR);
        return new HttpLoad(uri, "Bearer " + CallBodies.TOKEN, connections, bodies::next);
    }

    /** What the database did not keep in time was kept by the spool. */
    private static String late(HttpLoad load) {
        return load.late() == 0 ? "" : " (" + load.late() + " spooled)";
    }
}
