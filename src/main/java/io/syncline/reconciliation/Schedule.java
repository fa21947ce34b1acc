package io.syncline.reconciliation;

import io.syncline.event.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.StatelessSession;

/**
 * Starts the runs that are due: each time once, whichever replica is first. A time that passed while no process ran is made up
 * for at the next start; before the first start nothing was due.
 */
@ApplicationScoped
class Schedule {
    private final StatelessSession session;
    private final Checks checks;
    private final Clock clock;
    private final Map<String, Instant> known = new ConcurrentHashMap<>();

    @Inject
    Schedule(StatelessSession session, Checks checks, Clock clock) {
        this.session = session;
        this.checks = checks;
        this.clock = clock;
    }

    @Transactional
    void startDue() {
        checks.scheduled().forEach(this::startDue);
    }

    private void startDue(String check) {
        Instant slot = checks.lastDue(check, clock.instant()).orElse(Instant.EPOCH);
        if (slot.equals(known.get(check))) {
            return;
        }
        session.createNativeMutationQuery(
                        "insert into reconciliation_schedule (check_name, slot) values (:check, :slot) on conflict do nothing")
                .setParameter("check", check)
                .setParameter("slot", slot)
                .executeUpdate();
        boolean due = session.createNativeMutationQuery(
                                "update reconciliation_schedule set slot = :slot where check_name = :check and slot < :slot")
                        .setParameter("check", check)
                        .setParameter("slot", slot)
                        .executeUpdate()
                > 0;
        if (due && !open(check)) {
            ReconciliationOrder order = checks.find(check).orElseThrow().scheduled();
            session.insert(new RunRow(Ids.next(), order, false, "schedule", clock.instant()));
        }
        known.put(check, slot);
    }

    /** One that takes longer than the time between two does the work of both. */
    private boolean open(String check) {
        return session.createSelectionQuery(
                                "select count(*) from RunRow where checkName = :check and state = 'running' and connector is null",
                                Long.class)
                        .setParameter("check", check)
                        .getSingleResult()
                > 0;
    }
}
