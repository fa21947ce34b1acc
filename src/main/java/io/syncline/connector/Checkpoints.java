package io.syncline.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.lease.Lease;
import io.syncline.lease.Leases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;

/**
 * The checkpoints of all connectors. A checkpoint is saved after the transaction that applied what it stands for: a
 * crash in between reads some items again, and their keys make that harmless. It is saved under the lease of its poll:
 * a replica that froze and wakes up when another one has read on moves nothing.
 */
@ApplicationScoped
public class Checkpoints {
    private final StatelessSession session;
    private final Leases leases;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Checkpoints(StatelessSession session, Leases leases, ObjectMapper json, Clock clock) {
        this.session = session;
        this.leases = leases;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param scope the folder or calendar
     * @param type of the position: a record of the connector's own
     */
    @Transactional
    public <T> Optional<T> load(String connector, String scope, Class<T> type) {
        return session.createSelectionQuery(
                        "select position from Checkpoint where connector = :connector and scope = :scope", String.class)
                .setParameter("connector", connector)
                .setParameter("scope", scope)
                .uniqueResultOptional()
                .map(position -> read(position, type));
    }

    /** The positions of a connector by scope, for people to look at. */
    @Transactional
    public Map<String, JsonNode> all(String connector) {
        var positions = new LinkedHashMap<String, JsonNode>();
        session.createSelectionQuery("from Checkpoint where connector = :connector order by scope", Checkpoint.class)
                .setParameter("connector", connector)
                .list()
                .forEach(row -> positions.put(row.scope, read(row.position, JsonNode.class)));
        return positions;
    }

    /**
     * @throws io.syncline.lease.LeaseLostException if the connector has become another replica's; nothing is saved then
     */
    @Transactional
    public void save(Lease lease, String scope, Object position) {
        leases.require(lease);
        session.createNativeMutationQuery(
                        """
                        insert into checkpoint (connector, scope, position, updated_at)
                        values (:connector, :scope, cast(:position as jsonb), :now)
                        on conflict (connector, scope) do update
                        set position = excluded.position, updated_at = excluded.updated_at""")
                .setParameter("connector", lease.connector())
                .setParameter("scope", scope)
                .setParameter("position", write(position))
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    private <T> T read(String position, Class<T> type) {
        try {
            return json.readValue(position, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a checkpoint does not read as " + type.getSimpleName(), e);
        }
    }

    private String write(Object position) {
        try {
            return json.writeValueAsString(position);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
