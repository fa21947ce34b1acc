package io.syncline.api;

import io.syncline.backfill.Export;
import io.syncline.backfill.ExportItem;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.crm.ValidationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Reads exports of providers that call by themselves. */
@Singleton
public class Exports {
    private final Connectors connectors;

    @Inject
    Exports(Connectors connectors) {
        this.connectors = connectors;
    }

    /**
     * @throws ValidationException if there is no such connector, its source is read, or the body is no export
     */
    List<ExportItem> read(String connector, MediaType type, byte[] body) {
        return read(connector, type.getType() + "/" + type.getSubtype(), body);
    }

    /**
     * @param type {@link Export#CSV} or {@link Export#JSON_LINES}
     * @throws ValidationException if there is no such connector, its source is read, or the body is no export
     */
    public List<ExportItem> read(String connector, String type, byte[] body) {
        String id = Words.plain("connector", connector);
        ConnectorConfig config = connectors
                .find(id == null ? "" : id)
                .orElseThrow(() -> new ValidationException("connector", id, "the id of a connector"));
        if (config.pulls()) {
            throw new ValidationException("connector", id, "one whose source calls by itself");
        }
        try {
            return Export.read(config, type, body);
        } catch (IllegalArgumentException e) {
            throw new ValidationException("", null, "an export: " + e.getMessage());
        }
    }
}
