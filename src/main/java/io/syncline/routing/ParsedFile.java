package io.syncline.routing;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file that reads as routes, with the line of each.
 *
 * @param routes line by route id
 * @param templates line by template id
 */
record ParsedFile(RouteFile file, Map<String, Integer> routes, Map<String, Integer> templates) {
    ParsedFile {
        routes = Map.copyOf(routes);
        templates = Map.copyOf(templates);
    }

    String path() {
        return file.path();
    }

    Set<String> ids() {
        return Stream.of(routes, templates)
                .flatMap(ids -> ids.keySet().stream())
                .collect(Collectors.toSet());
    }

    int line(String id) {
        return routes.getOrDefault(id, templates.getOrDefault(id, 1));
    }

    RouteFileException refused(String id, String message, Throwable cause) {
        return new RouteFileException(new RouteProblem(path(), line(id), 1, message), cause);
    }
}
