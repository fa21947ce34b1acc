package io.syncline.configuration;

import io.syncline.connector.SynclineConfig;
import io.syncline.ownership.FieldGroup;
import io.syncline.ownership.OwnedField;
import io.syncline.ownership.OwnershipPolicy;
import io.syncline.ownership.PolicyRefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads and validates a field ownership policy. */
@Singleton
public class OwnershipReader {
    private static final Pattern VERSION = Pattern.compile("[\\p{Alnum}._-]{1,40}");
    private static final int LARGEST = 256 * 1024;

    private final FieldSources sources;

    @Inject
    OwnershipReader(SynclineConfig config) {
        this.sources = new FieldSources(config);
    }

    /**
     * @param file its name, for what is wrong with it
     * @throws PolicyRefusedException with every problem
     */
    public OwnershipPolicy read(String file, String text) {
        var problems = new LineProblems(file);
        Optional<Node> node = compose(text, problems);
        problems.refuse();
        var root = new YamlBlock("", node.orElseThrow(), problems);
        problems.refuse();
        root.refuseUnknown(Stream.concat(Stream.of("version", "steward"), OwnedField.entities().stream())
                .toList());
        String version = version(root, problems);
        Optional<String> steward = steward(root, problems);
        List<FieldGroup> groups = new ArrayList<>();
        OwnedField.entities().forEach(entity -> groups.addAll(entity(root, entity, problems)));
        problems.refuse();
        return new OwnershipPolicy(version, steward.orElse(null), groups, text);
    }

    private static Optional<Node> compose(String text, LineProblems problems) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        try {
            Optional<Node> root = Optional.ofNullable(new Yaml(options).compose(new StringReader(text)));
            if (root.isEmpty()) {
                problems.add(1, "", "empty; expected a version and a block for each entity");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(line, "", e.getProblem() + "; expected YAML");
        } catch (YAMLException e) {
            problems.add(1, "", "no text that can be read; expected YAML in UTF-8, at most " + LARGEST + " characters");
        }
        return Optional.empty();
    }

    private static String version(YamlBlock root, LineProblems problems) {
        String expectation = "a text of 1 to 40 letters, digits, dots and dashes that stands on each decision";
        Optional<String> version = root.required("version", expectation);
        version.filter(text -> !VERSION.matcher(text).matches())
                .ifPresent(text -> problems.bad(root.line("version"), "version", text, expectation));
        return version.orElse("");
    }

    private static Optional<String> steward(YamlBlock root, LineProblems problems) {
        String expectation = "the e-mail address of who decides reviews of records without an owner";
        Optional<String> text = root.text("steward", expectation);
        Optional<String> address = text.flatMap(Values::email);
        if (text.isPresent() && address.isEmpty()) {
            problems.bad(root.line("steward"), "steward", text.get(), expectation);
        }
        return address;
    }

    private List<FieldGroup> entity(YamlBlock root, String entity, LineProblems problems) {
        Optional<YamlBlock> block = root.block(entity);
        Map<String, String> groupOf = new HashMap<>();
        List<FieldGroup> groups = new ArrayList<>();
        for (String name : block.map(YamlBlock::names).orElse(Set.of())) {
            YamlBlock group = block.orElseThrow().block(name).orElseThrow();
            FieldGroup read = new FieldGroupReader(entity, group, sources, problems).read(name);
            groups.add(read);
            for (String field : read.fields()) {
                String other = groupOf.putIfAbsent(field, name);
                if (other != null) {
                    String expected = "a field in one group only; it is in " + other + " too";
                    problems.bad(group.line("fields"), group.key("fields"), field, expected);
                }
            }
        }
        OwnedField.ofEntity(entity).stream()
                .filter(field -> field.needsPolicy() && !groupOf.containsKey(field.field()))
                .forEach(field -> problems.missing(
                        block.map(YamlBlock::line).orElse(1),
                        entity + "." + field.field(),
                        "it in one group, as sources write it"));
        return groups;
    }
}
