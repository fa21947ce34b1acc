package io.syncline.connector;

import java.util.List;

/**
 * The configuration under {@code syncline.*}, validated as a whole.
 *
 * @param neverLog addresses, domains or patterns ({@code *@legal.example}) that are never filed
 */
public record SynclineConfig(Organization organization, List<String> neverLog, List<ConnectorConfig> connectors) {
    public SynclineConfig {
        neverLog = List.copyOf(neverLog);
        connectors = List.copyOf(connectors);
    }
}
