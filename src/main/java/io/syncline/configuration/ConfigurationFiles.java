package io.syncline.configuration;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The YAML files that the configuration will be read from, looked at before: Quarkus names neither file nor key. */
public final class ConfigurationFiles {
    private static final String LOCATIONS = "quarkus.config.locations";

    private ConfigurationFiles() {}

    /**
     * @param locations further files or directories, as in {@code quarkus.config.locations}; may be null
     * @throws ConfigurationException if one of them is no YAML, or has a key twice
     */
    public static void check(Path workingDirectory, String locations) {
        var problems = new Problems();
        Stream.concat(Stream.of("config"), Stream.ofNullable(locations).flatMap(list -> Stream.of(list.split(",", -1))))
                .map(location -> workingDirectory.resolve(location.strip().replaceFirst("^file:(//)?", "")))
                .flatMap(ConfigurationFiles::yaml)
                .forEach(file -> StrictYaml.check(file, problems));
        problems.refuse();
    }

    /** The locations that the process was started with. */
    public static String locations(Map<String, String> environment) {
        return System.getProperty(LOCATIONS, environment.get("QUARKUS_CONFIG_LOCATIONS"));
    }

    private static Stream<Path> yaml(Path location) {
        if (Files.isDirectory(location)) {
            return Stream.of("application.yaml", "application.yml")
                    .map(location::resolve)
                    .filter(Files::isRegularFile);
        }
        boolean yaml = location.toString().matches(".*\\.ya?ml");
        return yaml && Files.isRegularFile(location) ? Stream.of(location) : Stream.empty();
    }
}
