package io.syncline.hawtio;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.api.LogHandler;
import org.jolokia.server.core.service.impl.ClasspathServiceCreator;

/**
 * JMX by HTTP, in this process and behind its own authentication. Jolokia's agent would open a port of its own, on which
 * whoever gets at it could stop routes.
 */
@ApplicationScoped
class Jolokia {
    static final String PATH = "/hawtio/jolokia";

    private static final Logger LOG = Logger.getLogger(Jolokia.class);

    /** Hawtio draws no diagram of a route that has one, and none of all routes together. */
    private static final Pattern ERROR_HANDLER = Pattern.compile("<errorHandler>.*?</errorHandler>");

    private final RouteActs acts;
    private final JolokiaServiceManager services;
    private HttpRequestHandler requests;

    @Inject
    Jolokia(JmxRights rights, RouteActs acts) {
        this.acts = acts;
        services = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                new StaticConfiguration(ConfigKey.AGENT_ID, "syncline"), new Lines(), rights);
    }

    void start(@Observes StartupEvent started) {
        services.addServices(new ClasspathServiceCreator(Jolokia.class.getClassLoader(), "services"));
        requests = new HttpRequestHandler(services.start());
    }

    void stop(@Observes ShutdownEvent stopping) {
        services.stop();
    }

    /** Answers one request of this user; it may block. */
    void answer(RoutingContext context, String user) {
        acts.during(user, () -> answer(context));
    }

    private void answer(RoutingContext context) {
        try {
            send(context, requests.handlePostRequest(PATH, body(context), StandardCharsets.UTF_8.name(), Map.of()));
        } catch (EmptyResponseException e) {
            context.response().setStatusCode(204).end();
        } catch (IOException e) {
            context.fail(e);
        }
    }

    /** Which Jolokia this is: all that is told by GET. */
    void version(RoutingContext context) {
        try {
            send(context, requests.handleGetRequest(PATH, "/version", Map.of()));
        } catch (EmptyResponseException e) {
            context.response().setStatusCode(204).end();
        }
    }

    private static void send(RoutingContext context, JSONStructure answer) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(ERROR_HANDLER.matcher(answer.toJSONString()).replaceAll(""));
    }

    private static ByteArrayInputStream body(RoutingContext context) {
        return new ByteArrayInputStream(
                context.body().buffer() == null
                        ? new byte[0]
                        : context.body().buffer().getBytes());
    }

    private static final class Lines implements LogHandler {
        @Override
        public void debug(String message) {
            LOG.trace(message);
        }

        @Override
        public void info(String message) {
            LOG.debug(message);
        }

        @Override
        public void error(String message, Throwable cause) {
            LOG.errorf("%s: %s", message, cause);
        }

        @Override
        public boolean isDebug() {
            return false;
        }
    }
}
