package io.syncline.routing;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;

/** Adds routes made from templates to the running Camel context, and removes routes from it. */
class TemplateRoutes {
    private final ModelCamelContext context;

    TemplateRoutes(CamelContext context) {
        this.context = (ModelCamelContext) context;
    }

    /**
     * Adds and starts a route; nothing happens if it is there.
     *
     * @throws MissingTemplateException if no file holds the template
     * @throws Exception if the route does not start; then it is not there
     */
    void add(String route, String template, Map<String, Object> parameters) throws Exception {
        if (status(route) == ServiceStatus.Started) {
            return;
        }
        if (context.getRouteTemplateDefinition(template) == null) {
            throw new MissingTemplateException(template);
        }
        try {
            context.addRouteFromTemplate(route, template, parameters);
        } catch (Exception e) {
            remove(route);
            throw e;
        }
    }

    /** Stops a route gracefully and removes it; nothing happens if it is not there. */
    void remove(String route) throws Exception {
        var definition =
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(route);
        if (definition != null) {
            context.removeRouteDefinition(definition);
        }
    }

    ServiceStatus status(String route) {
        return context.getRouteController().getRouteStatus(route);
    }

    /** No file of the routes directory holds a template that is needed. */
    static class MissingTemplateException extends IllegalStateException {
        MissingTemplateException(String template) {
            super("route template " + template + " is not in the routes directory");
        }
    }
}
