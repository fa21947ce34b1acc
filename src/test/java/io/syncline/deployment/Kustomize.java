package io.syncline.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Builds manifests as {@code kubectl apply -k} would. */
final class Kustomize {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<Path, Manifests> BUILT = new ConcurrentHashMap<>();

    private Kustomize() {}

    static Manifests build(Path directory) {
        return BUILT.computeIfAbsent(directory, Kustomize::run);
    }

    /** The base with components, as somebody might put them together. */
    static Manifests baseWith(String... components) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "kustomize", String.join("-", components)));
            String up = "../../../k8s/";
            var text = new StringBuilder("resources: [" + up + "base]\nnamespace: test\ncomponents:\n");
            List.of(components).forEach(component -> text.append("  - " + up + "components/")
                    .append(component)
                    .append('\n'));
            Files.writeString(directory.resolve("kustomization.yaml"), text);
            return build(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests run(Path directory) {
        String built = Tool.KUBECTL.run("kustomize", directory.toString());
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(built)) {
            return new Manifests(documents.readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
