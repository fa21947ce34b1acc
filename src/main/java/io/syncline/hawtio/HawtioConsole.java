package io.syncline.hawtio;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

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
        router.route("/hawtio*").handler(HawtioConsole::refuseOtherSites);
        router.route("/hawtio").handler(HawtioConsole::toItsDirectory);
        router.route(Jolokia.PATH + "*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_REQUEST));
        router.route(Jolokia.PATH + "*").blockingHandler(jolokia::answer, false);
        router.get("/hawtio/user").handler(context -> json(context, Json.encode(user(context))));
        // What it asks of how to sign in: nothing that it should do itself.
        router.get("/hawtio/auth/*").handler(context -> context.response().setStatusCode(404).end());
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

    /** A browser sends the password by itself, also when a page of another site makes it send something. */
    private static void refuseOtherSites(RoutingContext context) {
        String site = context.request().getHeader("Sec-Fetch-Site");
        String mode = context.request().getHeader("Sec-Fetch-Mode");
        boolean ours = site == null || site.equals("same-origin") || site.equals("none");
        boolean link = "navigate".equals(mode) && !context.normalizedPath().startsWith(Jolokia.PATH);
        if (ours || link) {
            context.next();
        } else {
            context.response().setStatusCode(403).end();
        }
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
