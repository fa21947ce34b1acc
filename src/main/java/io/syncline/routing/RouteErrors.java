package io.syncline.routing;

import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Finds in an exception of Camel's or the YAML parser's what a person needs: the place and one line of reason. */
final class RouteErrors {
    private static final int LONGEST = 300;

    private RouteErrors() {}

    static RouteProblem locate(RouteFile file, Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof MarkedYamlEngineException marked) {
                return locate(file, marked);
            }
        }
        return locate(file, 1, 1, reason(error));
    }

    private static RouteProblem locate(RouteFile file, MarkedYamlEngineException marked) {
        Optional<Mark> mark = marked.getProblemMark();
        int line = mark.map(Mark::getLine).orElse(0) + 1;
        int column = mark.map(Mark::getColumn).orElse(0) + 1;
        String context = marked.getContext() == null ? "" : marked.getContext() + ", ";
        return locate(file, line, column, oneLine(context + marked.getProblem()));
    }

    /** Camel marks the step around what is wrong, or nothing, and names what is wrong last: the line is where that stands. */
    private static RouteProblem locate(RouteFile file, int line, int column, String message) {
        String culprit = message.substring(message.lastIndexOf(' ') + 1);
        boolean named = message.contains(": ") && culprit.matches("[\\w.:-]+");
        int found = named ? file.lineWith(culprit, line, line) : line;
        return new RouteProblem(file.path(), found, found == line ? column : 1, message);
    }

    /** What an exception of ours says, which is meant to be read, else the innermost one. */
    static String reason(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof TransientSyncException || e instanceof PermanentSyncException) {
                return oneLine(e.getMessage());
            }
        }
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : oneLine(root.getMessage());
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
