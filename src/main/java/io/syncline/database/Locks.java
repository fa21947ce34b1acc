package io.syncline.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.hibernate.StatelessSession;

/** Named locks that last to the end of the transaction, for what has no row yet to lock. */
@ApplicationScoped
public class Locks {
    /** A rebuild works in a schema of its own, and neither waits for those who work on what is there nor holds them up. */
    private static final String SPACE = "case current_schema() when 'syncline_shadow' then 1 else 0 end";

    private final StatelessSession session;

    @Inject
    Locks(StatelessSession session) {
        this.session = session;
    }

    /** Waits for the lock; two names may share one lock by their hash, which only costs a wait. */
    @Transactional(TxType.MANDATORY)
    public void take(String name) {
        session.createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(:name, " + SPACE + ")) as text)",
                        String.class)
                .setParameter("name", name)
                .getSingleResultOrNull();
    }

    /** Waits for who has the lock alone, and lets nobody have it alone, while others may share it. */
    @Transactional(TxType.MANDATORY)
    public void share(String name) {
        session.createNativeQuery(
                        "select cast(pg_advisory_xact_lock_shared(hashtextextended(:name, " + SPACE + ")) as text)",
                        String.class)
                .setParameter("name", name)
                .getSingleResultOrNull();
    }

    /** Takes the lock unless somebody has it, without waiting. */
    @Transactional(TxType.MANDATORY)
    public boolean tryTake(String name) {
        return session.createNativeQuery(
                        "select pg_try_advisory_xact_lock(hashtextextended(:name, " + SPACE + "))", Boolean.class)
                .setParameter("name", name)
                .getSingleResult();
    }
}
