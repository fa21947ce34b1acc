package io.syncline.source.telephony;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.syncline.connector.Connectors;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.connector.TelephonyConfig;
import io.syncline.event.ActivityFacts;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.EventKey;
import io.syncline.event.Kind;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.Rank;
import io.syncline.event.SourceEvent;
import io.syncline.event.Translator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Understands a state of a call, by the mapping of its provider. */
@ApplicationScoped
class TelephonyTranslator implements Translator {
    private final Connectors connectors;
    private final Organization organization;
    private final Map<String, CallProvider> providers;

    @Inject
    TelephonyTranslator(Connectors connectors, SynclineConfig config, @Any Instance<CallProvider> providers) {
        this(connectors, config.organization(), providers.stream());
    }

    TelephonyTranslator(Connectors connectors, Organization organization, Stream<CallProvider> providers) {
        this.connectors = connectors;
        this.organization = organization;
        this.providers = providers.collect(toUnmodifiableMap(CallProvider::name, Function.identity()));
    }

    @Override
    public String connectorType() {
        return "telephony";
    }

    @Override
    public Kind kind() {
        return Kind.CALL;
    }

    @Override
    public SourceEvent translate(Delivery delivery) {
        CallState call = provider(delivery.connector()).read(delivery, organization.defaultRegion());
        String name = delivery.connector() + ":" + call.callId();
        var key = EventKey.of("call:v1:" + delivery.connector() + ":", call.callId() + ":" + call.keySuffix());
        long revision =
                call.sequence() != null ? call.sequence() : call.status().precedence();
        return new SourceEvent(
                key,
                Kind.CALL,
                "call:" + name,
                call.callId(),
                call.contentHash(),
                new Rank(revision, first(call.at(), call.startedAt(), delivery.receivedAt()), key.value()),
                true,
                facts(call, delivery),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                delivery);
    }

    private static ActivityFacts facts(CallState call, Delivery delivery) {
        boolean directed = call.direction() != Direction.UNKNOWN;
        return new ActivityFacts(
                first(call.startedAt(), call.at(), delivery.receivedAt()),
                call.status().ends() ? call.at() : null,
                call.direction(),
                directed ? (call.direction() == Direction.INBOUND ? "Inbound call" : "Outbound call") : null,
                call.status().shown(),
                call.status().precedence(),
                null,
                call.participants(),
                call.details());
    }

    private CallProvider provider(String connector) {
        String name = connectors.get(connector, TelephonyConfig.class).provider();
        return Optional.ofNullable(providers.get(name))
                .orElseThrow(() -> new PermanentSyncException("no mapping reads calls of provider " + name));
    }

    private static Instant first(Instant... times) {
        return Stream.of(times).filter(time -> time != null).findFirst().orElseThrow();
    }
}
