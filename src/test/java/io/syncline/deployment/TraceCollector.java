package io.syncline.deployment;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes spans by OTLP over gRPC, as a collector of traces does. */
final class TraceCollector implements AutoCloseable {
    /** Of gRPC, before each message: whether it is compressed, and its length. */
    private static final int PREFIX = 5;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    TraceCollector() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> take(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    List<Span> trace(ByteString id) {
        return spans.stream().filter(span -> span.getTraceId().equals(id)).toList();
    }

    List<Span> named(String name, String connector) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .filter(span -> attribute(span, "connector").equals(connector))
                .toList();
    }

    Span one(String name, String connector) {
        return named(name, connector).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " of " + connector + " has come"));
    }

    /** Empty when it has none. */
    static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    private void take(HttpServerRequest request, Buffer body) {
        try {
            ExportTraceServiceRequest.parseFrom(body.getBytes(PREFIX, body.length())).getResourceSpansList().stream()
                    .map(ResourceSpans::getScopeSpansList)
                    .flatMap(List::stream)
                    .map(ScopeSpans::getSpansList)
                    .forEach(spans::addAll);
            request.response()
                    .putHeader("Content-Type", "application/grpc")
                    .putTrailer("grpc-status", "0")
                    .end(Buffer.buffer(new byte[PREFIX]));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
