package io.syncline.runtime;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.syncline.configuration.ConfigurationFiles;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * Starts Syncline, unless its configuration files cannot even be read. Named by quarkus.package.main-class and not by
 * {@code @QuarkusMain}: where that annotation stands, Camel waits to be started by hand.
 */
public final class Main {
    Main() {}

    public static void main(String... arguments) {
        try {
            ConfigurationFiles.check(Path.of(""), ConfigurationFiles.locations(System.getenv()));
        } catch (ConfigurationException e) {
            // There is no logging yet.
            try (var error =
                    new PrintWriter(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset())) {
                error.println(e.getMessage());
            }
            System.exit(1);
        }
        Quarkus.run(arguments);
    }
}
