package io.syncline.privacy;

import io.syncline.event.Delivery;
import io.syncline.event.EventKey;
import io.syncline.event.Rank;
import io.syncline.event.SourceEvent;
import io.syncline.event.SourceEvent.Exclusion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Takes the addresses of erased people out of the identifiers of an event; some sources make a Message-ID of the sender's
 * address.
 */
record Veil(List<String> addresses, UnaryOperator<String> veiled) {
    SourceEvent over(SourceEvent event, Exclusion why) {
        return new SourceEvent(
                new EventKey(over(event.key().value()), event.key().window()),
                event.kind(),
                over(event.activityKey()),
                over(event.externalId()),
                event.contentHash(),
                new Rank(
                        event.rank().revision(),
                        event.rank().at(),
                        over(event.rank().key())),
                event.partial(),
                event.facts(),
                List.of(),
                event.lead(),
                Optional.of(why),
                over(event.delivery()));
    }

    /** Without its context: that may be a copy of the item. */
    private Delivery over(Delivery delivery) {
        return new Delivery(
                delivery.connector(),
                over(delivery.location()),
                delivery.contentType(),
                delivery.payload(),
                Map.of(),
                delivery.receivedAt());
    }

    private String over(String identifier) {
        String lower = identifier.toLowerCase(Locale.ROOT);
        return addresses.stream().anyMatch(address -> lower.contains(address.replaceFirst("^\\+", "")))
                ? veiled.apply(identifier)
                : identifier;
    }
}
