package io.syncline.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jboss.logging.Logger;

/**
 * The HTTP entrance of webhooks, in front of {@code direct:webhook-receive}. Not Camel's platform-http: its body handler
 * consumes multipart bodies and copies the fields of forms over headers, while signatures and the ledger need the bytes as
 * they came, and headers that are the sender's.
 */
@ApplicationScoped
class WebhookEntrance {
    /** The exchange property with the {@link WebhookRequest}. */
    static final String REQUEST = "syncline.webhook";

    private static final Logger LOG = Logger.getLogger(WebhookEntrance.class);
    private static final int LARGEST_BODY = 1024 * 1024;

    /** How much of a body that is too large is read and thrown away, so that the sender comes to read the answer. */
    private static final long MOST_DISCARDED = 16L * 1024 * 1024;

    /** While the database hangs, the first requests wait for it in this many threads. */
    private static final int AT_ONCE = 64;

    private final ProducerTemplate producer;
    private final WebhookAnswers answers;
    private final Clock clock;

    /** Threads of its own: those of the API may all wait for the database. */
    private final WorkerExecutor workers;

    @Inject
    WebhookEntrance(ProducerTemplate producer, WebhookAnswers answers, Clock clock, Vertx vertx) {
        this.producer = producer;
        this.answers = answers;
        this.clock = clock;
        this.workers = vertx.createSharedWorkerExecutor("webhooks", AT_ONCE);
    }

    void open(@Observes Router router) {
        router.route("/webhooks/:connector").handler(this::receive);
    }

    private void receive(RoutingContext context) {
        HttpServerRequest http = context.request();
        if (declaresTooMuch(http)) {
            // Asked before anything is sent (Expect: 100-continue), the sender need not send it at all.
            http.handler(ignored -> {});
            turnAway(context);
            return;
        }
        if ("100-continue".equalsIgnoreCase(http.getHeader("Expect"))) {
            http.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        http.handler(chunk -> {
            if (http.bytesRead() <= LARGEST_BODY) {
                body.appendBuffer(chunk);
            } else if (!http.response().ended()) {
                turnAway(context);
            } else if (http.bytesRead() > MOST_DISCARDED) {
                http.connection().close();
            }
        });
        http.endHandler(end -> {
            if (!http.response().ended()) {
                process(context, body.getBytes());
            }
        });
        http.exceptionHandler(gone -> LOG.debug("a sender went away before the end of its request"));
    }

    private static boolean declaresTooMuch(HttpServerRequest http) {
        String length = http.getHeader("Content-Length");
        return length != null
                && length.matches("\\d+")
                && (length.length() > 9 || Integer.parseInt(length) > LARGEST_BODY);
    }

    private void turnAway(RoutingContext context) {
        write(context, answers.rejected(Rejection.TOO_LARGE, request(context, new byte[0])));
    }

    private void process(RoutingContext context, byte[] body) {
        WebhookRequest request = request(context, body);
        if (request.method().equals("OPTIONS")) {
            write(context, answers.preflight(request));
            return;
        }
        workers.executeBlocking(() -> answer(request), false)
                .onComplete(done -> write(
                        context, done.succeeded() ? done.result() : answers.rejected(Rejection.NOT_KEPT, request)));
    }

    private WebhookAnswer answer(WebhookRequest request) {
        Exchange exchange = producer.request("direct:webhook-receive", made -> {
            made.setProperty(REQUEST, request);
            made.getMessage().setBody(request);
        });
        WebhookAnswer answer = exchange.getMessage().getBody(WebhookAnswer.class);
        return exchange.getException() == null && answer != null
                ? answer
                : answers.rejected(Rejection.NOT_KEPT, request);
    }

    private WebhookRequest request(RoutingContext context, byte[] body) {
        HttpServerRequest http = context.request();
        Map<String, String> headers = new HashMap<>();
        http.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return new WebhookRequest(
                http.method().name(),
                context.pathParam("connector"),
                http.query() == null ? http.path() : http.path() + "?" + http.query(),
                headers,
                body,
                clock.instant());
    }

    private static void write(RoutingContext context, WebhookAnswer answer) {
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.closed()) {
            answer.headers().forEach(response::putHeader);
            response.setStatusCode(answer.status()).end(answer.body());
        }
    }
}
