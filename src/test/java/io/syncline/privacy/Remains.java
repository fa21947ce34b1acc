package io.syncline.privacy;

import io.syncline.database.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks through every column of every table, as a dump of the database would show it. */
@ApplicationScoped
public class Remains {
    @Inject
    Owner owner;

    /** The tables that have one of these words somewhere, in whatever case, as text or in the bytes of a raw item. */
    public List<String> of(String... words) {
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            var found = new ArrayList<String>();
            for (String table : strings(
                    statement,
                    "select cast(oid as regclass) from pg_class where relkind = 'r' and relnamespace ="
                            + " cast(current_schema() as regnamespace) order by 1")) {
                for (String word : words) {
                    found.addAll(strings(statement, look(connection, table, word)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String look(Connection connection, String table, String word) throws SQLException {
        var columns = new ArrayList<String>();
        try (Statement statement = connection.createStatement()) {
            for (String column : strings(
                    statement,
                    "select quote_ident(attname) || case when atttypid = cast('bytea' as regtype) then ' bytes' else '' end"
                            + " from pg_attribute where attnum > 0 and not attisdropped and attrelid = cast('" + table
                            + "' as regclass)")) {
                boolean bytes = column.endsWith(" bytes");
                String name = bytes ? column.substring(0, column.length() - 6) : column;
                columns.add(bytes ? "encode(" + name + ", 'escape')" : "cast(" + name + " as text)");
            }
        }
        return "select '" + table + " has " + word + "' from " + table + " t where strpos(lower(concat_ws(' ', "
                + String.join(", ", columns) + ")), lower('" + word + "')) > 0";
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        var strings = new ArrayList<String>();
        try (var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
