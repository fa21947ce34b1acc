package io.syncline.benchmark;

import java.time.Instant;
import java.util.Random;

/** Calls of 20,000 contacts as a provider reports them; one in ten is told again. */
final class CallBodies {
    static final String CONNECTOR = "calls";
    static final String TOKEN = "benchmark-token";

    private static final int REMEMBERED = 1_000;
    private static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");

    private final String run;
    private final Random random = new Random(1);
    private final String[] latest = new String[REMEMBERED];
    private int calls;

    /**
     * @param run names these calls, so that no other run has told them
     */
    CallBodies(String run) {
        this.run = run;
    }

    /** How many different ones there were. */
    int calls() {
        return calls;
    }

    String next() {
        if (calls >= REMEMBERED && random.nextInt(10) == 0) {
            return latest[random.nextInt(REMEMBERED)];
        }
        String body = body(calls);
        latest[calls++ % REMEMBERED] = body;
        return body;
    }

    private String body(int number) {
        Instant at = BEGINNING.plusSeconds(number);
        return """
                {"id": "%s-%d", "callId": "call-%s-%d", "sequence": 3, "status": "completed", "direction": "inbound", \
                "from": "+1212%d", "to": "+14155550100", "agent": "user%d@acme.example", "occurredAt": "%s", "startedAt": "%s", \
                "durationSeconds": %d, "note": "Asked about the renewal; wants a quote by the end of the week."}"""
                .formatted(
                        run,
                        number,
                        run,
                        number,
                        2_000_000 + random.nextInt(20_000),
                        random.nextInt(20),
                        at.plusSeconds(120),
                        at,
                        random.nextInt(600));
    }
}
