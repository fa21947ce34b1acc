package io.syncline.ownership;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;

/** The policy file of a Syncline that tests change while it runs. */
@ApplicationScoped
public class PolicyFile {
    private static final Path STANDARD = Path.of("config/ownership.yaml");
    private static final Path FILE = Path.of("target/policy-under-test.yaml");

    @Inject
    PolicyInForce inForce;

    /** A Syncline of its own, with a copy of the file of this repository. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            write(standard());
            return Map.of("syncline.ownership-file", FILE.toString());
        }
    }

    public static String standard() {
        try {
            return Files.readString(STANDARD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of this repository with the group of one field put otherwise. */
    public static String with(String entity, String group, String lines) {
        String text = standard();
        int block = text.indexOf("  " + group + ":\n", text.indexOf("\n" + entity + ":\n"));
        int begin = text.indexOf('\n', block) + 1;
        int end = begin;
        while (text.startsWith("    ", end)) {
            end = text.indexOf('\n', end) + 1;
        }
        return text.substring(0, begin) + lines.indent(4) + text.substring(end);
    }

    /** Writes the file, and waits until it is in force or refused. */
    public void put(String text) {
        var before = inForce.status();
        write(text);
        Awaitility.await()
                .until(() -> inForce.status().refused().isEmpty()
                        ? inForce.policy().text().equals(text)
                        : !inForce.status().equals(before));
    }

    private static void write(String text) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
