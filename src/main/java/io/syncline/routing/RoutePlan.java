package io.syncline.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What shall run by what the directory holds: of each file the present version, or what runs of it if that is refused.
 * Making the plan changes nothing.
 */
class RoutePlan {
    private final Map<String, ParsedFile> running;
    private final Map<String, ParsedFile> next = new LinkedHashMap<>();
    private final List<RouteFileException> refused = new ArrayList<>();

    /**
     * @param running what runs, by path
     * @param takenElsewhere whether an id is in use by what no route file made
     */
    RoutePlan(
            List<RouteFile> files,
            Map<String, ParsedFile> running,
            Function<RouteFile, ParsedFile> parser,
            Predicate<String> takenElsewhere) {
        this.running = running;
        files.forEach(file -> parse(file, parser));
        refuseDuplicates(takenElsewhere);
    }

    Collection<ParsedFile> next() {
        return next.values();
    }

    /** The files that are new or have another version than what runs. */
    List<ParsedFile> changed() {
        return next.values().stream().filter(file -> !runs(file)).toList();
    }

    /** What runs and shall not run any more in this version. */
    List<ParsedFile> outdated() {
        return running.values().stream()
                .filter(file -> !file.equals(next.get(file.path())))
                .toList();
    }

    boolean contains(String path) {
        return next.containsKey(path);
    }

    List<RouteFileException> refused() {
        return refused;
    }

    private void parse(RouteFile file, Function<RouteFile, ParsedFile> parser) {
        var now = running.get(file.path());
        try {
            next.put(file.path(), now != null && now.file().equals(file) ? now : parser.apply(file));
        } catch (RouteFileException e) {
            refuse(file.path(), e);
        }
    }

    /** An id belongs to the file that has it already, else to the first by name; the other file is refused. */
    private void refuseDuplicates(Predicate<String> takenElsewhere) {
        var owners = new HashMap<String, String>();
        next.values().stream().filter(this::runs).forEach(file -> file.ids()
                .forEach(id -> owners.put(id, file.path())));
        for (var file : changed()) {
            var taken = file.ids().stream()
                    .filter(id -> owners.containsKey(id) || takenElsewhere.test(id))
                    .sorted()
                    .findFirst();
            if (taken.isPresent()) {
                String owner = owners.getOrDefault(taken.get(), "another route");
                refuse(file.path(), file.refused(taken.get(), "id " + taken.get() + " is taken by " + owner, null));
            } else {
                file.ids().forEach(id -> owners.put(id, file.path()));
            }
        }
    }

    private void refuse(String path, RouteFileException reason) {
        refused.add(reason);
        if (running.containsKey(path)) {
            next.put(path, running.get(path));
        } else {
            next.remove(path);
        }
    }

    private boolean runs(ParsedFile file) {
        return file.equals(running.get(file.path()));
    }
}
