package io.syncline.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.hibernate.StatelessSession;

/** Transactions that see one moment and can change nothing: PostgreSQL itself refuses every write in them. */
@ApplicationScoped
public class Snapshots {
    private final StatelessSession session;

    @Inject
    Snapshots(StatelessSession session) {
        this.session = session;
    }

    /** Makes the transaction one, as the first thing that it does. */
    @Transactional(TxType.MANDATORY)
    public void begin() {
        session.createNativeMutationQuery("set transaction isolation level repeatable read, read only")
                .executeUpdate();
    }
}
