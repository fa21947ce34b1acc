package io.syncline.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What became of an act, said on the page that follows it: kept in a cookie, so that any replica can say it. */
@RequestScoped
@Named("notice")
public class Notice {
    private static final String COOKIE = "syncline-notice";
    private static final int SECONDS = 60;
    private static final int LONGEST = 1_000;

    private final RoutingContext context;

    @Inject
    Notice(RoutingContext context) {
        this.context = context;
    }

    /** Goes to a page and says there what became of it. */
    Response after(String path, String text) {
        String said = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        put(Base64.getUrlEncoder().withoutPadding().encodeToString(said.getBytes(StandardCharsets.UTF_8)), SECONDS);
        return Response.seeOther(URI.create(path)).build();
    }

    /** Once; null when there is nothing to say. */
    public String take() {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null) {
            return null;
        }
        put("", 0);
        try {
            return new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private void put(String value, int seconds) {
        context.response()
                .addCookie(Cookie.cookie(COOKIE, value)
                        .setPath("/")
                        .setMaxAge(seconds)
                        .setHttpOnly(true)
                        .setSecure(context.request().isSSL())
                        .setSameSite(CookieSameSite.STRICT));
    }
}
