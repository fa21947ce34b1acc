package io.syncline.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;

/**
 * Reads a route file without touching what runs: in a Camel context of its own, with nothing of the running one but the
 * question whether a component exists.
 */
class RouteParser {
    private final CamelContext running;

    RouteParser(CamelContext running) {
        this.running = running;
    }

    /**
     * @throws RouteFileException if the file is not a list of routes and route templates that can run here
     */
    ParsedFile parse(RouteFile file) {
        try (var scratch = new DefaultCamelContext()) {
            scratch.setSourceLocationEnabled(true);
            scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
            return parse(file, scratch);
        } catch (RouteFileException e) {
            throw e;
        } catch (Exception e) {
            throw new RouteFileException(RouteErrors.locate(file, e), e);
        }
    }

    private ParsedFile parse(RouteFile file, DefaultCamelContext scratch) throws Exception {
        var routes = new HashMap<String, Integer>();
        var templates = new HashMap<String, Integer>();
        for (var found : PluginHelper.getRoutesLoader(scratch).findRoutesBuilders(List.of(file.resource()))) {
            var builder = (RouteBuilder) found;
            for (RouteDefinition route : builder.configureRoutes(scratch).getRoutes()) {
                add(file, routes, route, route.hasCustomIdAssigned());
                checkEndpoints(file, route);
            }
            for (RouteTemplateDefinition template :
                    builder.getRouteTemplateCollection().getRouteTemplates()) {
                add(file, templates, template, template.hasCustomIdAssigned());
                checkTemplate(file, template);
                checkEndpoints(file, template.getRoute());
            }
            refuseOthers(file, builder);
        }
        if (routes.isEmpty() && templates.isEmpty()) {
            throw refused(file, 1, "holds no route and no routeTemplate");
        }
        return new ParsedFile(file, routes, templates);
    }

    private static void add(RouteFile file, Map<String, Integer> lines, NamedNode node, boolean named) {
        if (!named) {
            throw refused(file, node.getLineNumber(), "a " + node.getShortName() + " has no id");
        }
        int line = node.getLineNumber() > 0 ? node.getLineNumber() : file.lineWith(node.getId(), 1, 1);
        if (lines.put(node.getId(), line) != null) {
            throw refused(file, line, "id " + node.getId() + " stands twice in this file");
        }
    }

    /** Only what live reload can replace and remove again. */
    private static void refuseOthers(RouteFile file, RouteBuilder builder) {
        if (!builder.getTemplatedRouteCollection().getTemplatedRoutes().isEmpty()) {
            throw refused(file, 1, "holds a templatedRoute; connectors are declared in the configuration");
        }
        if (!builder.getRestCollection().getRests().isEmpty()) {
            throw refused(file, 1, "holds a rest; expected route or routeTemplate");
        }
    }

    private static void checkTemplate(RouteFile file, RouteTemplateDefinition template) {
        boolean takesConnector = template.getTemplateParameters() != null
                && template.getTemplateParameters().stream()
                        .anyMatch(parameter -> parameter.getName().equals(ConnectorRoutes.CONNECTOR));
        if (!takesConnector) {
            throw refused(
                    file,
                    file.lineWith(template.getId(), 1, 1),
                    "template " + template.getId() + " has no parameter named " + ConnectorRoutes.CONNECTOR);
        }
        String from = template.getRoute().getInput().getEndpointUri();
        String expected = ConnectorRoutes.POLL_ENDPOINT + "{{" + ConnectorRoutes.CONNECTOR + "}}";
        if (template.getId().endsWith(ConnectorRoutes.POLL_SUFFIX) && !from.equals(expected)) {
            throw refused(
                    file,
                    template.getRoute().getInput().getLineNumber(),
                    "template " + template.getId() + " starts from " + from + "; expected " + expected);
        }
    }

    private void checkEndpoints(RouteFile file, RouteDefinition route) {
        for (var use : EndpointUse.of(route)) {
            String scheme = use.scheme();
            if (!scheme.isEmpty() && running.getComponent(scheme, true, false) == null) {
                int line = use.line() > 0 ? use.line() : file.lineWith(scheme, 1, 1);
                throw refused(file, line, "no component is called " + scheme + " (in " + use.uri() + ")");
            }
        }
    }

    private static RouteFileException refused(RouteFile file, int line, String message) {
        return new RouteFileException(new RouteProblem(file.path(), Math.max(line, 1), 1, message), null);
    }
}
