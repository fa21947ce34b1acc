package io.syncline.api;

import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Answers wrong credentials, which are found before any resource has its turn. */
@ApplicationScoped
public class AuthenticationProblems {
    private final ProblemMappers problems;

    @Inject
    AuthenticationProblems(ProblemMappers problems) {
        this.problems = problems;
    }

    void listen(@Observes Router router) {
        router.route("/api/*").failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (!(context.failure() instanceof AuthenticationFailedException)) {
            context.next();
            return;
        }
        var problem = Problem.of(401, "Unauthorized", "the credentials are not right", context.normalizedPath());
        context.response()
                .setStatusCode(problem.status())
                .putHeader("WWW-Authenticate", ProblemMappers.CHALLENGE)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(problems.write(problem));
    }
}
