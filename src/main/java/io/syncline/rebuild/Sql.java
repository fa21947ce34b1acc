package io.syncline.rebuild;

import java.util.Locale;

/** Statements that are alike but for names of tables and columns. */
final class Sql {
    private Sql() {}

    /** A statement with the names put in, none of which comes from outside. */
    static String of(String template, Object... names) {
        return String.format(Locale.ROOT, template, names);
    }
}
