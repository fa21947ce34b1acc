package io.syncline.console;

import io.syncline.api.ConnectorAnswer;
import java.time.Instant;
import java.util.List;

/**
 * How things stand.
 *
 * @param needs what a person has to see to, the most pressing first
 */
record OverviewPage(List<Need> needs, List<Line> connectors, Instant at) {
    /**
     * Something that waits for a person.
     *
     * @param level the state or matter it is of, for its colour
     * @param owner who sees to it, or null
     * @param path of the page where it is seen to
     */
    record Need(String level, String what, String detail, String owner, String path) {}

    /** A connector in the table. */
    record Line(ConnectorAnswer connector, long retrying, long dead, Sparkline failures) {
        public String lag() {
            return connector.lag().items() == 0
                    ? "none"
                    : connector.lag().items() + " items, "
                            + Say.duration(connector.lag().seconds());
        }
    }
}
