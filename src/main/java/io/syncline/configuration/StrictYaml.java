package io.syncline.configuration;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Finds keys that stand twice in a YAML file: the configuration source would take the last and say nothing. */
final class StrictYaml {
    private static final Pattern FILE = Pattern.compile("source=(file:[^\\]]+)]");

    private StrictYaml() {}

    static void check(SmallRyeConfig config, Problems problems) {
        config.getConfigSources(YamlConfigSource.class).forEach(source -> {
            Matcher file = FILE.matcher(source.getName());
            if (file.find()) {
                check(Path.of(URI.create(file.group(1))), problems);
            }
        });
    }

    static void check(Path file, Problems problems) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (var reader = Files.newBufferedReader(file)) {
            new Yaml(new SafeConstructor(options)).loadAll(reader).forEach(document -> {});
        } catch (MarkedYAMLException e) {
            problems.add(
                    file + ", line " + (e.getProblemMark().getLine() + 1),
                    e.getProblem() + "; expected YAML in which each key stands once in its block");
        } catch (IOException e) {
            problems.add(file.toString(), "cannot be read; expected a readable file");
        }
    }
}
