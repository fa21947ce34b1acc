package io.syncline.benchmark;

import org.HdrHistogram.Histogram;

/**
 * How fast something went.
 *
 * @param events how many there were
 * @param latencies in microseconds
 */
record Rate(double perSecond, long events, Histogram latencies) {
    /** In milliseconds. */
    double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
