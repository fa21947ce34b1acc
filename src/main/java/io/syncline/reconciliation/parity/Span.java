package io.syncline.reconciliation.parity;

import io.syncline.reconciliation.Coverage;
import io.syncline.reconciliation.ReconciliationOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The time that items are looked at of.
 *
 * @param from null for the beginning
 * @param to null for no end
 */
record Span(Instant from, Instant to) {
    /** PostgreSQL's time begins and ends further out; no item is of then. */
    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /** A server's day may be another than UTC's by so much. */
    private static final Duration ZONES = Duration.ofHours(14);

    static Span of(ReconciliationOrder order) {
        return of(order.from(), order.to());
    }

    static Span of(LocalDate from, LocalDate to) {
        return new Span(midnight(from), midnight(to));
    }

    private static Instant midnight(LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant first() {
        return from == null ? BEGINNING : from;
    }

    Instant end() {
        return to == null ? END : to;
    }

    Coverage of(String kind, String connector) {
        return new Coverage(kind, connector, from, to);
    }

    /** What lies in it whatever the zone in which the source counts days. */
    Span surely() {
        return new Span(from == null ? null : from.plus(ZONES), to == null ? null : to.minus(ZONES));
    }
}
