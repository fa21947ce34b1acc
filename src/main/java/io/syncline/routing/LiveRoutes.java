package io.syncline.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jboss.logging.Logger;

/** The routes and templates of the running Camel context by their files; a replaced route ends its exchanges first. */
class LiveRoutes {
    private static final Logger LOG = Logger.getLogger(LiveRoutes.class);

    private final ModelCamelContext context;
    private final RouteParser parser;
    private final TemplateRoutes routes;
    private final ConnectorRoutes connectors;
    private final Map<String, ParsedFile> running = new TreeMap<>();

    LiveRoutes(CamelContext context, ConnectorRoutes connectors) {
        this.context = (ModelCamelContext) context;
        this.parser = new RouteParser(context);
        this.routes = new TemplateRoutes(context);
        this.connectors = connectors;
    }

    List<String> files() {
        return List.copyOf(running.keySet());
    }

    RoutePlan plan(List<RouteFile> files) {
        var ours = new HashSet<String>();
        running.values().forEach(file -> ours.addAll(file.ids()));
        return new RoutePlan(files, running, parser::parse, id -> has(id) && !ours.contains(id));
    }

    private boolean has(String id) {
        return context.getRouteDefinition(id) != null || context.getRouteTemplateDefinition(id) != null;
    }

    /** Makes the plan true as far as it goes; a file that does not start is put back as it was and returned. */
    List<RouteFileException> apply(RoutePlan plan) {
        var changed = plan.changed();
        removeWhatIsGone(plan);
        var refusals = new ArrayList<RouteFileException>();
        for (var file : changed) {
            var old = running.get(file.path());
            try {
                load(file);
                running.put(file.path(), file);
                if (old != null) {
                    LOG.infof("routes of %s are replaced", file.path());
                }
            } catch (Exception e) {
                refusals.add(new RouteFileException(RouteErrors.locate(file.file(), e), e));
                putBack(file, old);
            }
        }
        return refusals;
    }

    private void removeWhatIsGone(RoutePlan plan) {
        Set<String> staying = new HashSet<>();
        plan.next().forEach(file -> staying.addAll(file.ids()));
        for (var old : plan.outdated()) {
            remove(old, staying);
            if (!plan.contains(old.path())) {
                running.remove(old.path());
                LOG.infof("routes of %s are removed with the file", old.path());
            }
        }
    }

    private void load(ParsedFile file) throws Exception {
        for (String template : file.templates().keySet()) {
            removeTemplate(template);
        }
        PluginHelper.getRoutesLoader(context).updateRoutes(List.of(file.file().resource()));
        for (String template : file.templates().keySet()) {
            connectors.attach(template);
        }
    }

    private void putBack(ParsedFile file, ParsedFile old) {
        remove(file, Set.of());
        if (old != null) {
            try {
                load(old);
            } catch (Exception e) {
                LOG.errorf(e, "routes of %s could not be put back", file.path());
            }
        }
    }

    private void remove(ParsedFile file, Set<String> but) {
        try {
            for (String route : file.routes().keySet()) {
                if (!but.contains(route)) {
                    routes.remove(route);
                }
            }
            for (String template : file.templates().keySet()) {
                if (!but.contains(template)) {
                    removeTemplate(template);
                    // Says of each connector that needed it why it stands still.
                    connectors.attach(template);
                }
            }
        } catch (Exception e) {
            LOG.errorf(e, "routes of %s could not be removed", file.path());
        }
    }

    private void removeTemplate(String template) throws Exception {
        connectors.detach(template);
        context.removeRouteTemplateDefinitions(template);
    }
}
