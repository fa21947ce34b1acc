package io.syncline.intake;

import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.TransientSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** The batch path for callers that are no routes. */
@ApplicationScoped
public class BatchIntake {
    private final ProducerTemplate producer;

    @Inject
    BatchIntake(ProducerTemplate producer) {
        this.producer = producer;
    }

    /**
     * Keeps these deliveries.
     *
     * @return what became of each, in their order
     * @throws TransientSyncException if they could not be kept; some may have been, and their keys make that harmless
     */
    @SuppressWarnings("unchecked")
    public List<IntakeResult> take(List<Delivery> deliveries) {
        Exchange exchange = producer.request(
                "direct:intake-batch", request -> request.getMessage().setBody(deliveries));
        List<IntakeResult> results =
                exchange.getException() == null ? exchange.getMessage().getBody(List.class) : List.of();
        if (results.size() != deliveries.size()) {
            throw new TransientSyncException(
                    "of " + deliveries.size() + " deliveries the intake answered for " + results.size()
                            + "; expected an answer for each",
                    exchange.getException());
        }
        return results;
    }
}
