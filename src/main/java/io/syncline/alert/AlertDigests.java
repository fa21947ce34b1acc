package io.syncline.alert;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.database.Locks;
import io.syncline.operation.ConnectorFigures;
import io.syncline.operation.ConnectorFigures.Figures;
import io.syncline.operation.ConnectorState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The steps of the routes alert-digest and alert-send. A digest is noted in the transaction that it is sent in, under a
 * lock of its owner: replicas do not send it twice, and one that could not be sent is sent at the next look.
 */
@ApplicationScoped
@Named("alertDigests")
@Unremovable
public class AlertDigests {
    private static final Logger LOG = Logger.getLogger(AlertDigests.class);

    private final AlertsConfig config;
    private final Connectors connectors;
    private final ConnectorFigures figures;
    private final AlertStore store;
    private final Locks locks;
    private final Clock clock;

    @Inject
    AlertDigests(
            AlertsConfig config,
            Connectors connectors,
            ConnectorFigures figures,
            AlertStore store,
            Locks locks,
            Clock clock) {
        this.config = config;
        this.connectors = connectors;
        this.figures = figures;
        this.store = store;
        this.locks = locks;
        this.clock = clock;
    }

    /** Who is to be told; nobody where there is no way to. */
    public List<String> owners() {
        if (config.mail().isEmpty() && config.webhook().isEmpty()) {
            return List.of();
        }
        return connectors.all().stream()
                .map(connector -> connector.common().owner())
                .distinct()
                .toList();
    }

    /** What this owner is to be told now, noted as told. */
    @Transactional(TxType.MANDATORY)
    public Digest next(String owner) {
        if (!locks.tryTake("syncline:alerts:" + owner)) {
            return Digest.none(owner);
        }
        List<String> owned = connectors.all().stream()
                .filter(connector -> connector.common().owner().equals(owner))
                .map(ConnectorConfig::id)
                .toList();
        Instant now = clock.instant();
        boolean mayTell = !store.lastDigest(owner).plus(config.digestEvery()).isAfter(now);
        Decision decision = Decision.of(store.noted(owned), troubles(owned), config.after(), now, mayTell);
        store.note(owned, decision.noted());
        if (decision.isWorthADigest()) {
            store.sent(owner, now);
        }
        return new Digest(owner, decision.news(), decision.over());
    }

    private List<Trouble> troubles(List<String> owned) {
        Map<String, Figures> read = figures.read();
        var troubles = new ArrayList<Trouble>();
        for (String connector : owned) {
            Figures one = read.get(connector);
            one.health().ifPresent(health -> kind(health.state())
                    .ifPresent(kind -> troubles.add(new Trouble(connector, kind, 0, health.reason()))));
            if (one.dead() > 0) {
                troubles.add(new Trouble(
                        connector, Trouble.Kind.DEAD_LETTERS, one.dead(), one.dead() + " events wait for a decision"));
            }
        }
        return troubles;
    }

    private static Optional<Trouble.Kind> kind(ConnectorState state) {
        return switch (state) {
            case FAILING -> Optional.of(Trouble.Kind.FAILING);
            case LAGGING -> Optional.of(Trouble.Kind.LAGGING);
            case SILENT -> Optional.of(Trouble.Kind.SILENT);
            case HEALTHY, STOPPED -> Optional.empty();
        };
    }

    /** A digest could not be sent; it is noted as if it had never been tried. */
    public void failed(Exception cause) {
        LOG.warnf(
                "an alert could not be sent and is tried again at the next look: cause=%s",
                cause.getClass().getSimpleName());
    }
}
