package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import io.syncline.event.IntakeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Gathers the answers of a batch in the order of its deliveries. */
@ApplicationScoped
@Named("batchResults")
@Unremovable
public class EventBatch implements AggregationStrategy {
    @Override
    public Exchange aggregate(Exchange gathered, Exchange next) {
        List<IntakeResult> results = gathered == null ? new ArrayList<>() : results(gathered);
        IntakeResult result = next.getMessage().getBody(IntakeResult.class);
        if (result != null) {
            results.add(result);
        }
        next.getMessage().setBody(results);
        return next;
    }

    @SuppressWarnings("unchecked")
    private static List<IntakeResult> results(Exchange gathered) {
        return gathered.getMessage().getBody(List.class);
    }
}
