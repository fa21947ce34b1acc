package io.syncline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PathSpansTest {
    private final Kept kept = new Kept();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(kept))
            .build();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void routesThatCallEachOther_areOneTrace() throws Exception {
        run(new PathSpans(provider.get("test")), "direct:webhook-intake", List.of("one"));

        assertThat(kept.spans).extracting(SpanData::getName).containsExactly("event-apply", "intake", "webhook-intake");
        assertThat(kept.spans)
                .extracting(SpanData::getTraceId)
                .containsOnly(kept.spans.get(0).getTraceId());
        assertThat(span("event-apply").getParentSpanId())
                .isEqualTo(span("intake").getSpanId());
        assertThat(span("intake").getParentSpanId())
                .isEqualTo(span("webhook-intake").getSpanId());
    }

    @Test
    void itemsOfABatch_haveATraceEach_thatNamesTheBatch() throws Exception {
        run(new PathSpans(provider.get("test")), "direct:intake-batch", List.of("one", "two"));

        SpanData batch = span("intake-batch");
        List<SpanData> items = kept.spans.stream()
                .filter(span -> span.getName().equals("intake"))
                .toList();
        assertThat(items).hasSize(2).allSatisfy(item -> {
            assertThat(item.getTraceId()).isNotEqualTo(batch.getTraceId());
            assertThat(item.getLinks()).extracting(LinkData::getSpanContext).containsExactly(batch.getSpanContext());
        });
        assertThat(items.get(0).getTraceId()).isNotEqualTo(items.get(1).getTraceId());
        assertThat(kept.spans)
                .filteredOn(span -> span.getName().equals("event-apply"))
                .extracting(SpanData::getTraceId)
                .containsExactly(items.get(0).getTraceId(), items.get(1).getTraceId());
    }

    @Test
    void failure_isNamedByItsTypeAlone() {
        assertThatThrownBy(() -> run(new PathSpans(provider.get("test")), "direct:intake", "jane@globex.example"))
                .isNotNull();

        assertThat(span("intake").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("intake").getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo(IllegalStateException.class.getName());
        assertThat(kept.spans).noneSatisfy(span -> assertThat(span.toString()).contains("jane"));
    }

    @Test
    void withoutATracer_routesHaveNoPolicy() {
        assertThat(new PathSpans(null).createRoutePolicy(null, "intake", null)).isNull();
    }

    private static void run(PathSpans spans, String endpoint, Object body) throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.addRoutePolicyFactory(spans);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:webhook-intake")
                            .routeId("webhook-intake")
                            .split(body())
                            .to("direct:intake");
                    from("direct:intake-batch")
                            .routeId("intake-batch")
                            .split(body())
                            .to("direct:intake");
                    from("direct:intake").routeId("intake").to("direct:event-apply");
                    from("direct:event-apply").routeId("event-apply").process(exchange -> {
                        if (exchange.getMessage().getBody(String.class).contains("@")) {
                            throw new IllegalStateException(
                                    "nothing for " + exchange.getMessage().getBody());
                        }
                    });
                }
            });
            context.start();
            context.createProducerTemplate().sendBody(endpoint, body);
        }
    }

    private SpanData span(String name) {
        return kept.spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static final class Kept implements SpanExporter {
        private final List<SpanData> spans = new ArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
