package io.syncline.intake;

import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.event.TransientSyncException;
import io.syncline.ledger.DeadLetters;
import io.syncline.ledger.Ledger;
import io.syncline.ledger.StoredEvent;
import io.syncline.ledger.StoredEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Processes stored events again, under the same keys, through the same path. */
@ApplicationScoped
public class Replay {
    private final StoredEvents events;
    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final ProducerTemplate producer;

    @Inject
    Replay(StoredEvents events, Ledger ledger, DeadLetters deadLetters, ProducerTemplate producer) {
        this.events = events;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.producer = producer;
    }

    /**
     * Replays one event now. An event that was applied stays as it is, and so does a discarded one.
     *
     * @param user who asked for it
     * @return what became of it; empty when there is no such event or its payload was not kept
     */
    public Optional<IntakeResult> replay(UUID eventId, String user) {
        return events.find(eventId).map(stored -> {
            IntakeResult result = ofTheEvent(eventId, run(stored));
            deadLetters.replayed(eventId, result.outcome().word(), user);
            return result;
        });
    }

    /** To the path an event that was settled before is a duplicate; whoever asks for it wants to know what it was. */
    private IntakeResult ofTheEvent(UUID eventId, IntakeResult result) {
        return result.outcome() != Outcome.DUPLICATE
                ? result
                : ledger.find(eventId)
                        .filter(event -> event.eventKey().equals(result.eventKey()))
                        .map(event -> new IntakeResult(event.eventKey(), event.outcome(), event.reason()))
                        .orElse(result);
    }

    private IntakeResult run(StoredEvent stored) {
        Exchange exchange = producer.request("direct:intake", request -> {
            request.getMessage().setBody(stored.delivery());
            request.setProperty(EventProperties.STORED, stored);
        });
        if (exchange.getException() != null) {
            throw new TransientSyncException("the event could not be replayed now", exchange.getException());
        }
        return exchange.getMessage().getBody(IntakeResult.class);
    }
}
