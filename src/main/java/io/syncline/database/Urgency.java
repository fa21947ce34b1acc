package io.syncline.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.hibernate.StatelessSession;

/** Transactions of a few quick statements that others wait for. */
@ApplicationScoped
public class Urgency {
    private final StatelessSession session;

    @Inject
    Urgency(StatelessSession session) {
        this.session = session;
    }

    /** From here on, if the process freezes in this transaction, the database ends it after five seconds. */
    @Transactional(TxType.MANDATORY)
    public void begin() {
        session.createNativeMutationQuery("set local idle_in_transaction_session_timeout = '5s'")
                .executeUpdate();
    }
}
