package io.syncline.routing;

/**
 * Why a route file is refused, and where to look.
 *
 * @param line from 1
 * @param column from 1
 */
public record RouteProblem(String file, int line, int column, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
