package io.syncline.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.syncline.crm.ConflictException;
import io.syncline.crm.FieldError;
import io.syncline.crm.MissingException;
import io.syncline.crm.NotAllowedException;
import io.syncline.crm.ValidationException;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import io.syncline.ownership.PolicyProblem;
import io.syncline.ownership.PolicyRefusedException;
import io.syncline.paging.InvalidCursorException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what went wrong into a problem; of what nobody foresaw only a number to find it in the log by. */
@Singleton
public class ProblemMappers {
    static final String CHALLENGE = "Basic realm=\"syncline\"";
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final ObjectMapper json;

    @Inject
    ProblemMappers(ObjectMapper json) {
        this.json = json;
    }

    @ServerExceptionMapper
    public Response invalid(ValidationException e, UriInfo uri) {
        return wrong(e.errors(), uri);
    }

    @ServerExceptionMapper
    public Response invalid(InvalidCursorException e, UriInfo uri) {
        String cursor = uri.getQueryParameters().getFirst("cursor");
        return wrong(List.of(new FieldError("cursor", cursor, "the next of a page of this list")), uri);
    }

    @ServerExceptionMapper
    public Response invalid(PolicyRefusedException e, UriInfo uri) {
        List<FieldError> errors = e.problems().stream()
                .map(problem -> new FieldError(
                        "policy", null, "line " + problem.line() + ": " + place(problem) + problem.problem()))
                .toList();
        return wrong(errors, uri);
    }

    @ServerExceptionMapper
    public Response missing(MissingException e, UriInfo uri) {
        return response(Problem.of(404, "Not Found", e.getMessage(), path(uri)));
    }

    @ServerExceptionMapper
    public Response conflict(ConflictException e, UriInfo uri) {
        return response(new Problem(Problem.CONFLICT, "Conflict", 409, e.getMessage(), path(uri), null));
    }

    @ServerExceptionMapper
    public Response notAllowed(NotAllowedException e, UriInfo uri) {
        return response(Problem.of(403, "Forbidden", e.getMessage(), path(uri)));
    }

    @ServerExceptionMapper
    public Response notNow(TransientSyncException e, UriInfo uri) {
        return response(Problem.of(503, "Service Unavailable", e.getMessage(), path(uri)));
    }

    @ServerExceptionMapper
    public Response notAtAll(PermanentSyncException e, UriInfo uri) {
        return response(Problem.of(502, "Bad Gateway", e.getMessage(), path(uri)));
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException e, UriInfo uri) {
        String detail = "a user and a password, or a bearer token, are needed";
        return Response.fromResponse(response(Problem.of(401, "Unauthorized", detail, path(uri))))
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, UriInfo uri) {
        return response(Problem.of(403, "Forbidden", "your role does not allow this", path(uri)));
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException e, UriInfo uri) {
        Response.StatusType status = e.getResponse().getStatusInfo();
        if (status.getStatusCode() >= 500) {
            return unforeseen(e, uri);
        }
        var problem =
                Problem.of(status.getStatusCode(), status.getReasonPhrase(), detail(status.getStatusCode()), path(uri));
        var response = Response.fromResponse(response(problem));
        Object allow = e.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
    }

    @ServerExceptionMapper
    public Response unforeseen(Throwable e, UriInfo uri) {
        UUID incident = UUID.randomUUID();
        LOG.errorf(e, "request failed, incident %s", incident);
        String detail = "this should not have happened; the log has it as incident " + incident;
        return response(Problem.of(500, "Internal Server Error", detail, path(uri)));
    }

    String write(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response wrong(List<FieldError> errors, UriInfo uri) {
        String detail = errors.size() == 1 ? "1 field is wrong" : errors.size() + " fields are wrong";
        return response(new Problem(Problem.VALIDATION, "Bad Request", 400, detail, path(uri), errors));
    }

    private Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(write(problem))
                .build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "there is nothing at this path";
            case 405 -> "the path does not take this method";
            case 406 -> "the answer is application/json";
            case 415 -> "the body must be application/json";
            default -> "the request cannot be taken";
        };
    }

    private static String place(PolicyProblem problem) {
        return problem.key().isEmpty() ? "" : problem.key() + ": ";
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }
}
