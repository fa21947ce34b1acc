package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import io.syncline.event.Delivery;
import io.syncline.ledger.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** The path for stored events that are derived again: as it really is, in a transaction of the caller's. */
@ApplicationScoped
@Named("derivation")
@Unremovable
public class Derivation {
    private final ProducerTemplate producer;

    @Inject
    Derivation(ProducerTemplate producer) {
        this.producer = producer;
    }

    /**
     * Applies these events, in their order.
     *
     * @throws RuntimeException the first failure; the transaction is to be rolled back then
     */
    @Transactional(TxType.MANDATORY)
    public void apply(List<StoredEvent> events) {
        try {
            producer.requestBody("direct:batch-derive", events);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The step of the route batch-derive that says which stored event it is. */
    public Delivery delivery(@Body StoredEvent event, Exchange exchange) {
        exchange.setProperty(EventProperties.STORED, event);
        return event.delivery();
    }
}
