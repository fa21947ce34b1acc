package io.syncline.console;

import io.syncline.api.ConnectorAnswer;
import io.syncline.ledger.EventView;
import java.util.List;
import java.util.Map;

/**
 * A connector.
 *
 * @param settings how it is configured, without secrets
 * @param pulls whether it can be polled
 */
record ConnectorPage(
        ConnectorAnswer connector,
        Map<String, String> settings,
        boolean pulls,
        Sparkline failures,
        List<EventView> events) {
    public String lag() {
        return connector.lag().items() == 0
                ? "none"
                : connector.lag().items() + " items for "
                        + Say.duration(connector.lag().seconds());
    }
}
