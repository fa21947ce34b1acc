package io.syncline.routing;

/** A route file that cannot be taken; the message starts with {@code file:line:column}. */
public class RouteFileException extends RuntimeException {
    private final RouteProblem problem;

    RouteFileException(RouteProblem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public RouteProblem problem() {
        return problem;
    }
}
