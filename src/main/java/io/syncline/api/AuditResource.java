package io.syncline.api;

import io.syncline.audit.AuditQuery;
import io.syncline.audit.AuditVerification;
import io.syncline.audit.AuditVerification.Anchor;
import io.syncline.audit.AuditVerifier;
import io.syncline.audit.AuditView;
import io.syncline.crm.ValidationException;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "audit", description = "What was changed, by which rule or whom")
public class AuditResource {
    private static final String BLOCK = "a block's number, 1 or more";
    private static final Pattern ANCHOR = Pattern.compile("([0-9]{1,18}):([0-9a-fA-F]{64})");

    private final AuditQuery audit;
    private final AuditVerifier verifier;

    @Inject
    AuditResource(AuditQuery audit, AuditVerifier verifier) {
        this.audit = audit;
        this.verifier = verifier;
    }

    @GET
    @Operation(summary = "Changes, newest first")
    public Page<AuditView> list(
            @RestQuery @Parameter(description = "account, contact, deal, user, activity, event, replay or discard")
                    String entity,
            @RestQuery @Parameter(description = "Of the entity") String id,
            @BeanParam PageParams params) {
        return audit.list(Words.plain("entity", entity), Words.plain("id", id), params.page());
    }

    @GET
    @Path("verify")
    @Operation(
            summary = "Whether the audit is still what was sealed",
            description =
                    "Names each row and block that was changed, added or taken away. A call takes 40 seconds at most;"
                            + " if next is not null, go on from there. Keep the number and hash of newest elsewhere and give them as"
                            + " the anchor later: then nobody can have written the audit anew.")
    public AuditVerification verify(
            @RestQuery @Parameter(description = "First block; 1 when absent") String from,
            @RestQuery @Parameter(description = "Last block; the newest when absent") String to,
            @RestQuery @Parameter(description = "A block's number and hash as they were, such as 12:5f0c...")
                    String anchor) {
        return verifier.verify(block("from", from), block("to", to), anchor(Words.plain("anchor", anchor)));
    }

    private static Long block(String name, String value) {
        String text = Words.plain(name, value);
        if (text != null && !text.matches("[1-9][0-9]{0,17}")) {
            throw new ValidationException(name, text, BLOCK);
        }
        return text == null ? null : Long.valueOf(text);
    }

    private static Anchor anchor(String text) {
        if (text == null) {
            return null;
        }
        Matcher parts = ANCHOR.matcher(text);
        if (!parts.matches()) {
            throw new ValidationException("anchor", text, "a block's number and its hash, such as 12:5f0c...");
        }
        return new Anchor(Long.parseLong(parts.group(1)), parts.group(2));
    }
}
