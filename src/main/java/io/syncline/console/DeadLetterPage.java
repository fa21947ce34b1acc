package io.syncline.console;

import io.syncline.ledger.EventView;
import io.syncline.ledger.LedgerCounts.Cluster;
import java.util.List;

/**
 * Dead letters of one cause.
 *
 * @param next the cursor of the page that follows, or null
 * @param run the replay of them that somebody started here last, or null
 */
record DeadLetterPage(Line line, List<EventView> events, String next, ReplayRuns.Run run) {
    /**
     * A cause.
     *
     * @param owner who mends the connector; null when it is not configured any more
     */
    record Line(Cluster cluster, String owner) {
        public String connector() {
            return cluster.connector();
        }

        public String cause() {
            return cluster.cause() == null ? "" : cluster.cause();
        }

        public String counted() {
            return Say.count(cluster.count(), "dead letter");
        }

        public String path() {
            return path(cluster.connector(), cause());
        }

        static String path(String connector, String cause) {
            return "/dead-letters/cause?connector=" + Say.urlEncoded(connector) + "&cause=" + Say.urlEncoded(cause);
        }
    }
}
