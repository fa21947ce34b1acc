package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.ledger.StoredEvent;
import io.syncline.shape.ShapeObservation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.apache.camel.ExchangeProperty;

/**
 * A wire tap of the path, after the commit: has the shape of what was new observed, whether or not it could be applied. Of
 * what is nobody's business (excluded) nothing is observed, and nothing twice.
 */
@ApplicationScoped
@Named("payloadObservation")
@Unremovable
public class PayloadObservation {
    private final ShapeObservation shapes;

    @Inject
    PayloadObservation(ShapeObservation shapes) {
        this.shapes = shapes;
    }

    /** Observes one delivery; the body stays the answer. */
    public IntakeResult observe(
            IntakeResult result,
            @ExchangeProperty(EventProperties.DELIVERY) Delivery delivery,
            @ExchangeProperty(EventProperties.STORED) StoredEvent stored) {
        if (stored == null) {
            observe(result, delivery);
        }
        return result;
    }

    /** Observes a committed batch, whose answers stand in the order of its deliveries. */
    public List<IntakeResult> observeBatch(
            List<IntakeResult> results, @ExchangeProperty(EventProperties.BATCH) List<Delivery> batch) {
        for (int i = 0; i < results.size(); i++) {
            observe(results.get(i), batch.get(i));
        }
        return results;
    }

    private void observe(IntakeResult result, Delivery delivery) {
        if (result.outcome() != Outcome.DUPLICATE && result.outcome() != Outcome.EXCLUDED) {
            shapes.seen(delivery);
        }
    }
}
