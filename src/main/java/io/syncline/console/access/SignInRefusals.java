package io.syncline.console.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;

/** Tells whoever was wrong too often when to come again: people by a page, programs by a problem. */
@ApplicationScoped
public class SignInRefusals {
    private final ObjectMapper json;

    @Inject
    SignInRefusals(ObjectMapper json) {
        this.json = json;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance tooManyTries(long seconds);
    }

    void listen(@Observes Router router) {
        router.route().failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (!(context.failure() instanceof TooManyTriesException refusal)) {
            context.next();
            return;
        }
        HttpServerResponse response =
                context.response().setStatusCode(429).putHeader("Retry-After", Long.toString(refusal.seconds()));
        if (SignInGuard.isForm(context)) {
            response.putHeader("Content-Type", "text/html;charset=UTF-8")
                    .putHeader("Cache-Control", "no-store")
                    .end(Templates.tooManyTries(refusal.seconds()).render());
        } else {
            response.putHeader("Content-Type", Problem.MEDIA_TYPE).end(problem(refusal, context.normalizedPath()));
        }
    }

    private String problem(TooManyTriesException refusal, String path) {
        String detail = refusal.getMessage() + ": come again in " + refusal.seconds() + " seconds";
        try {
            return json.writeValueAsString(Problem.of(429, "Too Many Requests", detail, path));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
