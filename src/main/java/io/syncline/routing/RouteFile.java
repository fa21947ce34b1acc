package io.syncline.routing;

import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A file of the routes directory as it was read; an equal one needs no reload.
 *
 * @param path as people know it: the directory as configured and the file's name
 */
record RouteFile(String path, String text) {
    Resource resource() {
        return ResourceHelper.fromString(path, text);
    }

    /** The first line, from {@code from} on, that has a word; {@code otherwise} if none has. Lines count from 1. */
    int lineWith(String word, int from, int otherwise) {
        var found = Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])");
        var lines = text.lines().toList();
        for (int line = Math.max(from, 1); line <= lines.size(); line++) {
            if (found.matcher(lines.get(line - 1)).find()) {
                return line;
            }
        }
        return otherwise;
    }
}
