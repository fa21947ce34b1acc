package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import io.syncline.event.SourceEvent;
import io.syncline.ledger.Claim;
import io.syncline.ledger.Ledger;
import io.syncline.ledger.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The ledger behind Camel's idempotent consumer. Adding a key claims it in the transaction of the exchange, so there is
 * nothing to confirm or remove afterwards: the commit confirms, the rollback removes.
 */
@ApplicationScoped
@Named("ledger")
@Unremovable
public class LedgerIdempotentRepository extends ServiceSupport implements IdempotentRepository {
    private final Ledger ledger;

    @Inject
    LedgerIdempotentRepository(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        SourceEvent event = exchange.getMessage().getBody(SourceEvent.class);
        StoredEvent stored = exchange.getProperty(EventProperties.STORED, StoredEvent.class);
        Claim claim = claim(event, stored);
        exchange.setProperty(EventProperties.CLAIM, claim);
        if (claim instanceof Claim.New claimed) {
            exchange.getMessage().setBody(claimed.event());
            return true;
        }
        return false;
    }

    private Claim claim(SourceEvent event, StoredEvent stored) {
        if (stored == null) {
            return ledger.claim(event);
        }
        return stored.again() ? ledger.claimAgain(stored, event) : ledger.claimParked(stored, event);
    }

    @Override
    public boolean add(String key) {
        throw new UnsupportedOperationException("a key is claimed together with its event");
    }

    @Override
    public boolean contains(String key) {
        throw new UnsupportedOperationException("a key is looked up by claiming it");
    }

    @Override
    public boolean remove(String key) {
        return true;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("the ledger is never cleared");
    }
}
