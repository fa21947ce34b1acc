package io.syncline.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.syncline.api.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Pages are kept nowhere on their way; and what went wrong with one is told as a page, not as problem+json. */
@Singleton
public class PageResponses {
    private final ObjectMapper json;

    @Inject
    PageResponses(ObjectMapper json) {
        this.json = json;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        private Templates() {}

        static native TemplateInstance failure(Problem problem, boolean partOfAPage);
    }

    @ServerResponseFilter
    public void finish(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getRequestUri().getPath().startsWith("/api/")) {
            return;
        }
        if (response.getStatus() >= 400 && response.getEntity() instanceof String problem && isProblem(response)) {
            boolean partOfAPage = request.getHeaderString("HX-Request") != null;
            response.setEntity(Templates.failure(read(problem), partOfAPage).render(), new Annotation[0], page());
        }
        MediaType type = response.getMediaType();
        if (type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE)) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static boolean isProblem(ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        return type != null && type.getSubtype().equals("problem+json");
    }

    private static MediaType page() {
        return MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");
    }

    private Problem read(String problem) {
        try {
            return json.readValue(problem, Problem.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
