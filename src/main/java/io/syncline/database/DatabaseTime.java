package io.syncline.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import org.hibernate.StatelessSession;

/** The clock of the database, for times that replicas compare with each other's: theirs may differ. */
@ApplicationScoped
public class DatabaseTime {
    private final StatelessSession session;

    @Inject
    DatabaseTime(StatelessSession session) {
        this.session = session;
    }

    /** The time now, not that of the beginning of the transaction. */
    @Transactional(TxType.MANDATORY)
    public Instant now() {
        return session.createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
    }
}
