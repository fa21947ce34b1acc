package io.syncline.routing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory of the route files. It is read as a whole, by content: what changes behind a symbolic link (the
 * {@code ..data} of a ConfigMap) is seen like any other change.
 */
record RoutesDirectory(Path path) {
    /** The files in the order of their names. */
    List<RouteFile> read() throws IOException {
        List<Path> paths;
        try (var entries = Files.list(path)) {
            paths = entries.filter(RoutesDirectory::isRouteFile).sorted().toList();
        }
        var files = new ArrayList<RouteFile>();
        for (Path file : paths) {
            // Not readString: a byte that is no UTF-8 shall be refused by the parser, with the file's name.
            files.add(new RouteFile(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        }
        return files;
    }

    private static boolean isRouteFile(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".yaml") && !name.startsWith(".") && Files.isRegularFile(path);
    }
}
