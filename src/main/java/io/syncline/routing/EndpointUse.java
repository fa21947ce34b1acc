package io.syncline.routing;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/**
 * An endpoint that a route names.
 *
 * @param line from 1, or 0 when it is not known
 */
record EndpointUse(String uri, int line) {
    static List<EndpointUse> of(RouteDefinition route) {
        var uses = new ArrayList<EndpointUse>();
        FromDefinition from = route.getInput();
        uses.add(new EndpointUse(from.getEndpointUri(), from.getLineNumber()));
        for (var step :
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), EndpointRequiredDefinition.class)) {
            int line = step instanceof ProcessorDefinition<?> processor ? processor.getLineNumber() : 0;
            uses.add(new EndpointUse(step.getEndpointUri(), line));
        }
        return uses;
    }

    /** The component's name; empty where it is only known at run time. */
    String scheme() {
        int colon = uri == null ? -1 : uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon);
        return scheme.contains("{") || scheme.contains("$") ? "" : scheme;
    }
}
