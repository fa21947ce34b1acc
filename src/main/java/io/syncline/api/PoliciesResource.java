package io.syncline.api;

import io.syncline.configuration.OwnershipReader;
import io.syncline.crm.Fields;
import io.syncline.crm.MissingException;
import io.syncline.crm.ValidationException;
import io.syncline.operation.PolicySimulation;
import io.syncline.operation.SimulationResult;
import io.syncline.ownership.PolicyOverview;
import io.syncline.ownership.PolicyOverview.InForce;
import io.syncline.ownership.PolicyView;
import io.syncline.ownership.Window;
import io.syncline.paging.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(
        name = "policies",
        description = "Who may write which field: the policy in force, those before, and a try of another")
public class PoliciesResource {
    private static final String YAML = "application/yaml";

    private final PolicyOverview policies;
    private final PolicySimulation simulation;
    private final OwnershipReader reader;
    private final Bodies bodies;

    @Inject
    PoliciesResource(PolicyOverview policies, PolicySimulation simulation, OwnershipReader reader, Bodies bodies) {
        this.policies = policies;
        this.simulation = simulation;
        this.reader = reader;
        this.bodies = bodies;
    }

    /**
     * A policy to try.
     *
     * @param policy the text of the file
     * @param from records of which sources say something then or later; all when absent
     * @param to and before
     */
    public record Candidate(String policy, Instant from, Instant to) {}

    @GET
    @Operation(summary = "The policies that were in force, the latest first, without their texts")
    public Page<PolicyView> list(@BeanParam PageParams params) {
        return policies.list(params.page());
    }

    @GET
    @Path("in-force")
    @Operation(summary = "The policy in force, and what is wrong with its file where that is refused")
    public InForce inForce() {
        return policies.inForce();
    }

    @GET
    @Path("{policyVersion}")
    @Operation(summary = "A policy by the version that stands on each decision, with its text")
    public PolicyView get(@RestPath String policyVersion) {
        return policies.find(policyVersion).orElseThrow(() -> new MissingException("policy", policyVersion));
    }

    @POST
    @Path("simulate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "What would be different by another policy; nothing is written",
            description =
                    "Looks at the records of which sources say something in the window, each with all that was ever"
                            + " said of it, as it is done when the file is put in force. To put it in force, write the file.")
    @APIResponse(responseCode = "200", description = "Fields, owners and links that would differ")
    @APIResponse(responseCode = "400", description = "The file is wrong: each problem with its line; or a time is none")
    public SimulationResult simulate(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Candidate.class)))
                    byte[] body) {
        Fields fields = bodies.read(body, Candidate.class);
        String text = fields.required("policy", null, "the text of a policy file", node -> Optional.of(node)
                .filter(value -> value.isTextual())
                .map(value -> value.textValue()));
        Instant from = fields.instant("from", null);
        Instant to = fields.instant("to", null);
        fields.check();
        return simulate(text, from, to);
    }

    @POST
    @Path("simulate")
    @Consumes(YAML)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "The same for the file as it is, with the window as parameters")
    @APIResponse(responseCode = "200", description = "Fields, owners and links that would differ")
    @APIResponse(responseCode = "400", description = "The file is wrong: each problem with its line; or a time is none")
    public SimulationResult simulateFile(
            byte[] file,
            @RestQuery @Parameter(description = "Records of which sources say something then or later") String from,
            @RestQuery @Parameter(description = "And before") String to) {
        return simulate(new String(file, StandardCharsets.UTF_8), Words.time("from", from), Words.time("to", to));
    }

    private SimulationResult simulate(String text, Instant from, Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new ValidationException("to", to.toString(), "a time after from, " + from);
        }
        return simulation.simulate(reader.read("policy", text), Window.between(from, to));
    }
}
