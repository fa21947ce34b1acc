package io.syncline.intake;

import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.event.TransientSyncException;
import io.syncline.ledger.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** The path as it really is, in transactions that are rolled back: says what would become of deliveries, and keeps nothing. */
@ApplicationScoped
public class IntakeTrial {
    private final ProducerTemplate producer;
    private final TransactionManager transactions;

    @Inject
    IntakeTrial(ProducerTemplate producer, TransactionManager transactions) {
        this.producer = producer;
        this.transactions = transactions;
    }

    /**
     * What would become of each, in their order. Of two that are the same item the second is known only when both are
     * tried together.
     */
    public List<IntakeResult> of(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        try {
            return rolledBack(deliveries);
        } catch (CamelExecutionException e) {
            return deliveries.size() == 1
                    ? List.of(failed(deliveries.get(0), e.getCause()))
                    : withoutFailures(deliveries);
        }
    }

    /** Those that fail by themselves, and what becomes of the others together. */
    private List<IntakeResult> withoutFailures(List<Delivery> deliveries) {
        List<IntakeResult> alone = deliveries.stream()
                .map(delivery -> of(List.of(delivery)).get(0))
                .toList();
        List<Delivery> good = IntStream.range(0, deliveries.size())
                .filter(i -> alone.get(i).outcome().settled())
                .mapToObj(deliveries::get)
                .toList();
        if (good.size() == deliveries.size()) {
            return alone;
        }
        Iterator<IntakeResult> together = of(good).iterator();
        return alone.stream()
                .map(result -> result.outcome().settled() ? together.next() : result)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<IntakeResult> rolledBack(List<Delivery> deliveries) {
        try {
            transactions.begin();
            try {
                return producer.requestBody("direct:batch-apply", deliveries, List.class);
            } finally {
                transactions.rollback();
            }
        } catch (NotSupportedException | SystemException e) {
            throw new TransientSyncException("no transaction could be had to try deliveries in", e);
        }
    }

    private static IntakeResult failed(Delivery delivery, Throwable cause) {
        Failure failure = Failure.of(cause);
        Outcome outcome = failure.transientFailure() ? Outcome.RETRYING : Outcome.DEAD;
        return new IntakeResult("unreadable:" + delivery.location(), outcome, failure.message());
    }
}
