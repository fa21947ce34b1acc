package io.syncline.benchmark;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How fast something went.
 *
 * @param events how many there were
 * @param latencies in microseconds
 */
record Rate(double perSecond, long events, Histogram latencies) {
    /** Of many events whose single latencies say nothing. */
    static Rate of(long events, Duration time) {
        return new Rate(events * 1e9 / time.toNanos(), events, new Histogram(3));
    }

    /** In milliseconds. */
    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
