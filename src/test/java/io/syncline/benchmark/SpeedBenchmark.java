package io.syncline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Measures the application against PostgreSQL's least work for the same guarantee, on one server in one run. */
class SpeedBenchmark {
    private static final boolean QUICK = Boolean.getBoolean("benchmark.quick");
    private static final Duration TIME = Duration.ofSeconds(QUICK ? 10 : 30);
    private static final Duration WARM_UP = Duration.ofSeconds(QUICK ? 20 : 60);
    private static final String EVENT = "\\set n random(0, 19999)\nselect baseline.event(:n);\n";
    private static final String EVENTS = "select baseline.events(500);\n";

    private final Table table = new Table();
    private double event;

    @Test
    void speed() throws Exception {
        try (var bench = new Bench()) {
            loads(bench, "none");
        } finally {
            table.write();
        }
    }

    private void loads(Bench bench, String activities) throws Exception {
        baselines(bench, activities);
        webhooks(bench, activities);
    }

    private void baselines(Bench bench, String activities) throws SQLException {
        Usage before = Usage.now(bench);
        Rate one = bench.pgbench().run(EVENT, 16, TIME, 0);
        Usage between = Usage.now(bench);
        event = one.perSecond();
        table.add(activities, "baseline (a) one event, 16 clients", one, between.since(before), 1, "");
        Rate many = bench.pgbench().run(EVENTS, 2, TIME, 0);
        var perEvent = new Rate(many.perSecond() * 500, many.events() * 500, many.latencies());
        table.add(
                activities,
                "baseline (b) 500 events, 2 clients",
                perEvent,
                Usage.now(bench).since(between),
                1,
                "");
    }

    private void webhooks(Bench bench, String activities) throws SQLException {
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
        return new HttpLoad(uri, CallBodies.TOKEN, connections, bodies::next);
    }

    /** What the database did not keep in time was kept by the spool. */
    private static String late(HttpLoad load) {
        return load.late() == 0 ? "" : " (" + load.late() + " spooled)";
    }
}
