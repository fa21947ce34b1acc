package io.syncline.source.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.SourceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;

/** Reads the mails of some days again, folder by folder, from positions of its own. */
@ApplicationScoped
class MailHistory implements SourceHistory {
    private final CamelContext camel;
    private final ObjectMapper json;
    private final Clock clock;
    private final int largest;
    private final FetchTrouble trouble = new FetchTrouble();

    @Inject
    MailHistory(CamelContext camel, ObjectMapper json, Clock clock, MailRules rules) {
        this.camel = camel;
        this.json = json;
        this.clock = clock;
        this.largest = Math.toIntExact(rules.largest().asLongValue());
    }

    @Override
    public String connectorType() {
        return "imap";
    }

    @Override
    public Reading read(ConnectorConfig connector, SourceHistory.Days days, String position, BooleanSupplier ending) {
        var config = (ImapConfig) connector;
        var arrival = new ArrivalDays(Optional.ofNullable(days.from()), Optional.ofNullable(days.to()));
        Mailbox mailbox = Mailbox.connect(camel, config);
        try {
            var positions = new TreeMap<>(read(position));
            var folders = new HistoryFolders(config, mailbox, arrival, positions, trouble, largest, clock);
            return new MailReading(config, folders, this::write, ending);
        } catch (RuntimeException e) {
            mailbox.close();
            throw e;
        }
    }

    private Map<String, FolderCheckpoint> read(String position) {
        try {
            return position == null ? Map.of() : json.readValue(position, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Map<String, FolderCheckpoint> positions) {
        try {
            return json.writeValueAsString(positions);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
