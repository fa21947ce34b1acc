package io.syncline.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/** What a data directory says of the server that runs on it. */
record Postmaster(Path data) {

    /**
     * Removes {@code postmaster.pid} when the process it names is no PostgreSQL: after a crash of a machine or a container
     * the number may be another's, and PostgreSQL would refuse to start, or that process would be stopped.
     */
    void forgetIfStale() throws IOException {
        Path file = file();
        if (Files.exists(file)) {
            Optional<String> program =
                    ProcessHandle.of(pid()).flatMap(process -> process.info().command());
            if (!program.orElse("").endsWith("postgres")) {
                Files.delete(file);
            }
        }
    }

    /** The number of the server's process. */
    long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(file()).get(0).strip());
    }

    private Path file() {
        return data.resolve("postmaster.pid");
    }

    /** Makes the database named as the user, unless it is there. */
    static void createDatabase(String url, String user, String password) throws IOException {
        var credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", password);
        // Not DriverManager: it finds no driver of Quarkus' own class loaders.
        try (Connection connection = new Driver().connect(url, credentials);
                var statement = connection.createStatement();
                var found = statement.executeQuery("select 1 from pg_database where datname = '" + user + "'")) {
            if (!found.next()) {
                try (var create = connection.createStatement()) {
                    create.execute("create database " + user);
                }
            }
        } catch (SQLException e) {
            throw new IOException("the embedded PostgreSQL gives no connection: " + e.getMessage(), e);
        }
    }
}
