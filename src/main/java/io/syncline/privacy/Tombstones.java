package io.syncline.privacy;

import io.syncline.database.Locks;
import io.syncline.event.Address;
import io.syncline.event.SourceEvent;
import io.syncline.event.SourceEvent.Exclusion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * Who was erased, by a keyed digest of each mailbox and number. What comes of them from any source is excluded, and the
 * ledger keeps neither the item nor what names them in its identifiers.
 */
@ApplicationScoped
public class Tombstones {
    /** Why an event is excluded, as it is kept and answered. */
    public static final String REASON = "erased: somebody took part who was erased";

    private final StatelessSession session;
    private final Locks locks;
    private final Event<ErasureBegun> erasures;
    private final Event<Erased> erased;
    private final Clock clock;

    @Inject
    Tombstones(StatelessSession session, Locks locks, Event<ErasureBegun> erasures, Event<Erased> erased, Clock clock) {
        this.session = session;
        this.locks = locks;
        this.erasures = erasures;
        this.erased = erased;
        this.clock = clock;
    }

    /**
     * Excludes the event of an erased person. Nobody can be erased from here to the end of the transaction, which makes
     * the decision good for all that it writes.
     */
    @Transactional(TxType.MANDATORY)
    public SourceEvent decide(SourceEvent event) {
        List<String> addresses =
                event.addresses().stream().map(Address::value).distinct().toList();
        List<String> erased = among("unnest(cast(:given as text[])) given (address)", addresses.toArray(String[]::new));
        return erased.isEmpty() ? event : new Veil(erased, this::veiled).over(event, new Exclusion(REASON, false));
    }

    /** Whether an item that could not be read names an erased person; the same holds as for one that could. */
    @Transactional(TxType.MANDATORY)
    public boolean named(byte[] payload) {
        return !among("mailboxes_in(:given) given (address)", payload).isEmpty();
    }

    /** Begins an erasure, with nothing being filed beside it; whoever keeps copies hears of it. */
    @Transactional(TxType.MANDATORY)
    public void begin() {
        holdEvents();
        erasures.fire(new ErasureBegun());
    }

    /** Waits for what is being filed, and keeps the rest waiting until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public void holdEvents() {
        // Shared by erased_among, which decides about events.
        locks.take("syncline:erasure");
    }

    @Transactional(TxType.MANDATORY)
    public void raise(Collection<String> addresses) {
        session.createNativeMutationQuery(
                        """
                        insert into tombstone (digest, erased_at)
                        select distinct tombstone_digest(mailbox(address)), cast(:now as timestamptz)
                        from unnest(cast(:addresses as text[])) given (address)
                        on conflict do nothing""")
                .setParameter("now", clock.instant())
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
        erased.fire(new Erased(List.copyOf(addresses)));
    }

    /**
     * Takes away those of addresses that a person enters again: what they know is theirs to decide.
     *
     * @return how many there were
     */
    @Transactional(TxType.MANDATORY)
    public int lift(Collection<String> addresses) {
        return session.createNativeMutationQuery(
                        """
                        delete from tombstone where digest in (
                            select tombstone_digest(mailbox(address))
                            from unnest(cast(:addresses as text[])) given (address))""")
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
    }

    private List<String> among(String source, Object given) {
        return session.createNativeQuery(
                        "select * from erased_among(array(select address from " + source + "))", String.class)
                .setParameter("given", given)
                .list();
    }

    private String veiled(String identifier) {
        return session.createNativeQuery("select veiled(:identifier)", String.class)
                .setParameter("identifier", identifier)
                .getSingleResult();
    }
}
