package io.syncline.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Keeps which connectors are paused; in the database, so that every replica knows, and after a restart too. */
@ApplicationScoped
public class ConnectorPauses {
    private final StatelessSession session;
    private final ConnectorStatuses statuses;

    @Inject
    ConnectorPauses(StatelessSession session, ConnectorStatuses statuses) {
        this.session = session;
        this.statuses = statuses;
    }

    @Transactional
    public Optional<ConnectorPause> of(String connector) {
        return statuses.find(connector).flatMap(ConnectorStatus::pause);
    }

    /** Returns whether it was not paused before; else nothing is changed. */
    @Transactional(TxType.MANDATORY)
    public boolean begin(String connector, ConnectorPause pause) {
        int changed = session.createNativeMutationQuery(
                        """
                        insert into connector_status as s (connector, paused_since, paused_by, pause_reason)
                        values (:connector, :since, :by, :reason)
                        on conflict (connector) do update set paused_since = excluded.paused_since,
                            paused_by = excluded.paused_by, pause_reason = excluded.pause_reason
                        where s.paused_since is null""")
                .setParameter("connector", connector)
                .setParameter("since", pause.since())
                .setParameter("by", pause.by())
                .setParameter("reason", pause.reason())
                .executeUpdate();
        return changed == 1;
    }

    /** That the checkpoint stood still was the pause: from now on it counts. */
    @Transactional(TxType.MANDATORY)
    public boolean end(String connector) {
        int changed = session.createNativeMutationQuery(
                        """
                        update connector_status set paused_since = null, paused_by = null, pause_reason = null,
                            still_since = null
                        where connector = :connector and paused_since is not null""")
                .setParameter("connector", connector)
                .executeUpdate();
        return changed == 1;
    }
}
