package io.syncline.intake;

import io.quarkus.arc.Unremovable;
import io.syncline.event.IntakeResult;
import io.syncline.event.Outcome;
import io.syncline.event.SourceEvent;
import io.syncline.ledger.Claim;
import io.syncline.ledger.Ledger;
import io.syncline.timeline.FiledActivity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.apache.camel.ExchangeProperty;

/** Turns what happened to an event into the answer for its sender. */
@ApplicationScoped
@Named("eventOutcome")
@Unremovable
public class EventOutcome {
    private final Ledger ledger;

    @Inject
    EventOutcome(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Settles the claim of an event that was applied. */
    public FiledActivity settle(FiledActivity filed, @ExchangeProperty(EventProperties.CLAIM) Claim.New claim) {
        ledger.settle(claim, filed.outcome());
        return filed;
    }

    /** The answer; the body is what the path left: a filed activity, an excluded event or a duplicate. */
    public IntakeResult answer(Object body, @ExchangeProperty(EventProperties.CLAIM) Claim claim) {
        if (claim instanceof Claim.Known known) {
            return new IntakeResult(known.eventKey(), known.outcome(), known.reason());
        }
        if (body instanceof FiledActivity filed) {
            return new IntakeResult(claim.eventKey(), filed.outcome(), null);
        }
        SourceEvent event = ((Claim.New) claim).event();
        return new IntakeResult(
                claim.eventKey(),
                Outcome.EXCLUDED,
                event.exclusion().map(SourceEvent.Exclusion::reason).orElse(null));
    }
}
