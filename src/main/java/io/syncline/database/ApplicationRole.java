package io.syncline.database;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * As whom the application works: not the owner of the tables, so that it cannot change or delete what is only ever added
 * to. Migrations give it its rights. Its password is another at each start and is nowhere kept.
 */
record ApplicationRole(String name, String password) {
    private static final int BYTES = 24;

    static ApplicationRole named(String name) {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new ApplicationRole(name, HexFormat.of().formatHex(secret));
    }

    /** Makes the role unless it is there, and tells the server its password. */
    void admit(String url, String owner, String ownerPassword) throws IOException {
        var credentials = new Properties();
        credentials.setProperty("user", owner);
        credentials.setProperty("password", ownerPassword);
        // Not DriverManager: it finds no driver of Quarkus' own class loaders.
        try (Connection connection = new Driver().connect(url, credentials);
                var statement = connection.createStatement()) {
            boolean there;
            try (var found = statement.executeQuery("select 1 from pg_roles where rolname = '" + name + "'")) {
                there = found.next();
            }
            statement.execute((there ? "alter" : "create") + " role " + name
                    + " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '" + password
                    + "'");
        } catch (SQLException e) {
            throw new IOException("the embedded PostgreSQL makes no role for the application: " + e.getMessage(), e);
        }
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return name;
    }
}
