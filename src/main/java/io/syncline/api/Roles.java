package io.syncline.api;

/** What a caller may do: read; work with records and events; and what cannot be undone. */
final class Roles {
    static final String VIEWER = "viewer";
    static final String OPERATOR = "operator";
    static final String ADMIN = "admin";

    private Roles() {}
}
