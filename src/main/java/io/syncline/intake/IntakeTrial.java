package io.syncline.intake;

import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.Kind;
import io.syncline.event.Outcome;
import io.syncline.event.SourceEvent;
import io.syncline.event.TransientSyncException;
import io.syncline.ledger.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** The path as it really is, in transactions that are rolled back: says what would become of deliveries, and keeps nothing. */
@ApplicationScoped
public class IntakeTrial {
    private final ProducerTemplate producer;
    private final TransactionManager transactions;
    private final Translators translators;

    @Inject
    IntakeTrial(ProducerTemplate producer, TransactionManager transactions, Translators translators) {
        this.producer = producer;
        this.transactions = transactions;
        this.translators = translators;
    }

    /**
     * What would become of each, in their order. Of two that are the same item, or of one activity, the second is known
     * only when both are tried together.
     *
     * @param before deliveries that were tried before and could be applied: they are applied again first
     */
    public List<IntakeResult> of(List<Delivery> before, List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        try {
            return rolledBack(before, deliveries);
        } catch (CamelExecutionException e) {
            return deliveries.size() == 1
                    ? List.of(failed(deliveries.get(0), e.getCause()))
                    : withoutFailures(before, deliveries);
        }
    }

    /** The activity of a delivery where others may be of it too; of what cannot be read there is none. */
    public Optional<UUID> sharedActivity(Delivery delivery) {
        try {
            SourceEvent event = translators.of(delivery.connector()).translate(delivery);
            boolean shared = event.kind() == Kind.CALL || event.kind() == Kind.MEETING;
            return shared ? Optional.of(event.activityId()) : Optional.empty();
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Those that fail by themselves, and what becomes of the others together. */
    private List<IntakeResult> withoutFailures(List<Delivery> before, List<Delivery> deliveries) {
        List<IntakeResult> alone = deliveries.stream()
                .map(delivery -> of(before, List.of(delivery)).get(0))
                .toList();
        List<Delivery> good = IntStream.range(0, deliveries.size())
                .filter(i -> alone.get(i).outcome().settled())
                .mapToObj(deliveries::get)
                .toList();
        if (good.size() == deliveries.size()) {
            return alone;
        }
        Iterator<IntakeResult> together = of(before, good).iterator();
        return alone.stream()
                .map(result -> result.outcome().settled() ? together.next() : result)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<IntakeResult> rolledBack(List<Delivery> before, List<Delivery> deliveries) {
        var all = new ArrayList<>(before);
        all.addAll(deliveries);
        try {
            transactions.begin();
            try {
                List<IntakeResult> results = producer.requestBody("direct:batch-apply", all, List.class);
                return List.copyOf(results.subList(before.size(), results.size()));
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
