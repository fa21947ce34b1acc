package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Takes over the answer of an intake alone. An exchange that the dead letter channel handled stays marked as such, and a
 * split that stops on exception would stop at it, although the delivery is kept.
 */
@ApplicationScoped
@Named("intakeAnswer")
@Unremovable
public class IntakeAnswer implements AggregationStrategy {
    @Override
    public Exchange aggregate(Exchange delivery, Exchange answered) {
        delivery.getMessage().setBody(answered.getMessage().getBody());
        return delivery;
    }
}
