package io.syncline.console.access;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The form to sign in by, which Quarkus reads, and signing out. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@PermitAll
public class SignInResource {
    private final RoutingContext context;

    @Inject
    SignInResource(RoutingContext context) {
        this.context = context;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance signIn(boolean refused);
    }

    /** A part of a page that is asked for after the session has ended must not become the form: the whole page does. */
    @GET
    @Path("sign-in")
    @Operation(hidden = true)
    public Response form(@RestQuery boolean refused, @HeaderParam("HX-Request") boolean partOfAPage) {
        if (partOfAPage) {
            return Response.noContent().header("HX-Refresh", "true").build();
        }
        return Response.ok(Templates.signIn(refused).render()).build();
    }

    @POST
    @Path("sign-out")
    @Operation(hidden = true)
    public Response signOut() {
        FormAuthenticationMechanism.logout(context);
        return Response.seeOther(URI.create("/sign-in")).build();
    }
}
