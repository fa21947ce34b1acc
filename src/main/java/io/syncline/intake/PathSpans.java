package io.syncline.intake;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.quarkus.arc.Unremovable;
import io.syncline.event.Delivery;
import io.syncline.event.IntakeResult;
import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A span for each route that is called, when traces are exported. An item of a batch has a trace of its own, which names
 * that of its batch. Not Camel's own tracer: to it a batch is one trace, and connector and event key are nothing.
 */
@ApplicationScoped
@Unremovable
public class PathSpans implements RoutePolicyFactory {
    private static final String CALLED = "direct:";
    private static final Set<String> BATCHES = Set.of("intake-batch", "batch-apply", "batch-derive");
    private static final Set<String> ITEMS = Set.of("intake", "event-apply");
    private static final ContextKey<Boolean> IN_BATCH = ContextKey.named("syncline-batch");

    private static final AttributeKey<String> CONNECTOR = AttributeKey.stringKey("connector");
    private static final AttributeKey<String> EVENT_KEY = AttributeKey.stringKey("eventKey");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final Tracer tracer;

    @Inject
    PathSpans(
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean disabled) {
        this(disabled ? null : telemetry.getTracer("io.syncline"));
    }

    /**
     * @param tracer null when nothing is exported; then the routes know nothing of it
     */
    PathSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return tracer == null ? null : new Spans(tracer);
    }

    private record Open(Span span, Scope scope) {}

    /** The routes of the path run on the thread of their caller, so what was opened last is closed first. */
    private static final class Spans extends RoutePolicySupport {
        private static final String PROPERTY = "syncline.span.";

        private final Tracer tracer;

        Spans(Tracer tracer) {
            this.tracer = tracer;
        }

        // Closed by onExchangeDone.
        @SuppressWarnings("MustBeClosedChecker")
        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            // Timers look around every second, mostly for nothing.
            if (route.getEndpoint().getEndpointUri().startsWith(CALLED)) {
                String id = route.getRouteId();
                Context around = Context.current();
                boolean inBatch = Boolean.TRUE.equals(around.get(IN_BATCH));
                boolean itemOfBatch = inBatch && ITEMS.contains(id);
                SpanBuilder builder = tracer.spanBuilder(id);
                if (itemOfBatch) {
                    builder.setNoParent().addLink(Span.fromContext(around).getSpanContext());
                }
                Span span = builder.startSpan();
                Context within = around.with(span).with(IN_BATCH, (inBatch && !itemOfBatch) || BATCHES.contains(id));
                exchange.setProperty(PROPERTY + id, new Open(span, within.makeCurrent()));
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (exchange.removeProperty(PROPERTY + route.getRouteId()) instanceof Open open) {
                describe(open.span(), exchange);
                open.scope().close();
                open.span().end();
            }
        }

        private static void describe(Span span, Exchange exchange) {
            if (exchange.getProperty(EventProperties.DELIVERY) instanceof Delivery delivery) {
                span.setAttribute(CONNECTOR, delivery.connector());
            }
            if (exchange.getMessage().getBody() instanceof IntakeResult result) {
                span.setAttribute(EVENT_KEY, result.eventKey());
                span.setAttribute(OUTCOME, result.outcome().word());
            } else if (exchange.getProperty(EventProperties.EVENT) instanceof SourceEvent event) {
                span.setAttribute(EVENT_KEY, event.key().value());
            }
            if (exchange.getException() != null) {
                // Its message may say of whom.
                span.setStatus(StatusCode.ERROR);
                span.setAttribute(ERROR_TYPE, exchange.getException().getClass().getName());
            }
        }
    }
}
