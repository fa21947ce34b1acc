package io.syncline.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.event.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Makes deliveries of what the ledger has, to run them through the path again. */
@ApplicationScoped
public class StoredEvents {
    /** Of a sample, in bytes. */
    private static final int LARGEST = 128 * 1024;

    private final StatelessSession session;
    private final ObjectMapper json;

    @Inject
    StoredEvents(StatelessSession session, ObjectMapper json) {
        this.session = session;
        this.json = json;
    }

    /** A stored event, to replay it; empty when there is none, or its payload was not kept. */
    @Transactional
    public Optional<StoredEvent> find(UUID eventId) {
        return Optional.ofNullable(session.get(LedgerEvent.class, eventId)).flatMap(row -> of(row, null));
    }

    /** Those of these events whose payload is kept, by their ids. */
    @Transactional
    public Map<UUID, StoredEvent> find(Collection<UUID> events) {
        Map<UUID, StoredEvent> found = new HashMap<>();
        session.createSelectionQuery("from LedgerEvent where id in :ids", LedgerEvent.class)
                .setParameterList("ids", events)
                .list()
                .forEach(row -> of(row, null).ifPresent(event -> found.put(event.id(), event)));
        return found;
    }

    /**
     * The newest items of a connector, as they came, those left out that are large.
     *
     * @param dead whether only those that could not be applied
     */
    @Transactional
    public List<Delivery> newest(String connector, boolean dead, int limit) {
        return session
                .createNativeQuery(
                        "select * from sync_event where connector = :connector and octet_length(payload) <= :largest"
                                + (dead ? " and status = 'dead'" : "") + " order by received_at desc, id desc",
                        LedgerEvent.class)
                .setParameter("connector", connector)
                .setParameter("largest", LARGEST)
                .setMaxResults(limit)
                .list()
                .stream()
                .flatMap(row -> of(row, null).stream())
                .map(StoredEvent::delivery)
                .toList();
    }

    Optional<StoredEvent> of(LedgerEvent row, Instant claim) {
        return Optional.ofNullable(row.payload())
                .map(payload -> new StoredEvent(
                        row.id(),
                        claim,
                        new Delivery(
                                row.connector(),
                                "event:" + row.id(),
                                row.contentType(),
                                payload,
                                context(row),
                                row.receivedAt())));
    }

    private Map<String, String> context(LedgerEvent row) {
        try {
            return json.readValue(row.context(), new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
