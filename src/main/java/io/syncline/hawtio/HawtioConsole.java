package io.syncline.hawtio;

import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/** Serves Hawtio under /hawtio, to admins (quarkus.http.auth.permission.hawtio): whoever sees routes there can stop them. */
@ApplicationScoped
public class HawtioConsole {
    private static final String STATIC = "hawtio-static";
    private static final long LARGEST_REQUEST = 1024L * 1024;

    private final Jolokia jolokia;

    @Inject
    HawtioConsole(Jolokia jolokia) {
        this.jolokia = jolokia;
    }

    void listen(@Observes Router router) {
        router.route("/hawtio").handler(HawtioConsole::toItsDirectory);
        // Whatever a request does, it is a POST, which io.syncline.console.access refuses when another site's page
        // sends it.
        router.post(Jolokia.PATH + "*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_REQUEST));
        router.post(Jolokia.PATH + "*").blockingHandler(context -> jolokia.answer(context, user(context)), false);
        router.get(Jolokia.PATH + "*").blockingHandler(jolokia::version, false);
        router.get("/hawtio/user").handler(context -> json(context, Json.encode(user(context))));
        // What it asks of how to sign in: nothing that it should do itself.
        router.get("/hawtio/auth/config").handler(context -> json(context, "{}"));
        router.get("/hawtio/auth/config/session-timeout").handler(context -> json(context, "{\"timeout\": -1}"));
        router.get("/hawtio/auth/logout").handler(HawtioConsole::signOut);
        router.get("/hawtio/auth/*")
                .handler(context -> context.response().setStatusCode(404).end());
        for (String ours : List.of("hawtconfig.json", "syncline.css")) {
            router.get("/hawtio/" + ours).handler(context -> context.response().sendFile("hawtio/" + ours));
        }
        router.get("/hawtio/plugin").handler(context -> json(context, "[]"));
        router.get("/hawtio/preset-connections").handler(context -> json(context, "[]"));
        router.get("/hawtio/*").handler(StaticHandler.create(STATIC).setCachingEnabled(true));
        // The pages of the console are in the browser only.
        router.get("/hawtio/*").handler(context -> context.response()
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .sendFile(STATIC + "/index.html"));
    }

    /** Its pages name their parts from there; the path without a slash means both. */
    private static void toItsDirectory(RoutingContext context) {
        if (context.request().path().equals("/hawtio")) {
            context.redirect("/hawtio/");
        } else {
            context.next();
        }
    }

    private static void signOut(RoutingContext context) {
        FormAuthenticationMechanism.logout(context);
        context.redirect("/sign-in");
    }

    private static String user(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity().getPrincipal().getName()
                : "";
    }

    private static void json(RoutingContext context, String json) {
        context.response().putHeader("Content-Type", "application/json").end(json);
    }
}
