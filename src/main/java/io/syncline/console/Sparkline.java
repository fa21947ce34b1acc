package io.syncline.console;

import io.syncline.ledger.LedgerHours.Hour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The share of attempts that failed, hour by hour, as small bars.
 *
 * @param label the same in words
 */
record Sparkline(List<Bar> bars, String label) {
    static final int HOURS = 24;
    static final int HEIGHT = 20;
    private static final int STEP = 4;

    /** In the units of the drawing, from its lower edge upwards. */
    record Bar(int x, int y, int height) {}

    static Sparkline of(List<Hour> hours) {
        var bars = new ArrayList<Bar>();
        for (int i = 0; i < hours.size(); i++) {
            // What failed at all is seen.
            long height = Math.round(Math.ceil(share(hours.get(i)) * HEIGHT));
            if (height > 0) {
                bars.add(new Bar(i * STEP, HEIGHT - (int) height, (int) height));
            }
        }
        return new Sparkline(List.copyOf(bars), say(hours));
    }

    public int width() {
        return HOURS * STEP;
    }

    public int height() {
        return HEIGHT;
    }

    /** An event is attempted when it comes; further attempts are those that failed before. */
    private static double share(Hour hour) {
        return hour.failed() == 0 ? 0 : (double) hour.failed() / Math.max(hour.failed(), hour.received());
    }

    private static String say(List<Hour> hours) {
        long failed = hours.stream().mapToLong(Hour::failed).sum();
        long received = hours.stream().mapToLong(Hour::received).sum();
        return String.format(
                Locale.ROOT,
                "%d failed %s, %d events in 24 hours",
                failed,
                failed == 1 ? "attempt" : "attempts",
                received);
    }
}
