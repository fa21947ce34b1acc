package io.syncline.console;

import io.syncline.backfill.Backfill;
import io.syncline.backfill.BackfillState;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Backfills, the newest first.
 *
 * @param connectors whose source can be read again
 * @param callers that call by themselves: an export of what they sent can be taken
 * @param next the cursor of older ones, or null
 */
record BackfillsPage(List<Line> backfills, List<String> connectors, List<String> callers, String next) {
    /** A backfill in the list. */
    record Line(Backfill backfill) {
        public boolean open() {
            return backfill.state() == BackfillState.RUNNING || backfill.state() == BackfillState.PAUSED;
        }

        public boolean paused() {
            return backfill.state() == BackfillState.PAUSED;
        }

        /** The items that were taken, of all. */
        public String progress() {
            return backfill.done() + (backfill.total() == null ? "" : " of " + backfill.total());
        }

        public String pace() {
            String rate = backfill.ratePerSecond() == null ? "" : backfill.ratePerSecond() + " a second";
            return backfill.secondsLeft() == null ? rate : rate + ", " + Say.duration(backfill.secondsLeft()) + " left";
        }

        public String window() {
            return (backfill.from() == null ? "the beginning" : backfill.from().toString()) + " to "
                    + (backfill.to() == null ? "now" : backfill.to().toString());
        }

        /** What became of the items, or in a dry run would. */
        public String counts() {
            return backfill.counts().entrySet().stream()
                    .map(count -> count.getValue() + " " + count.getKey().word())
                    .collect(Collectors.joining(", "));
        }
    }

    public boolean underWay() {
        return backfills.stream().anyMatch(line -> line.open() && !line.paused());
    }
}
