package io.syncline.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A block of a YAML file, whose values know their lines. What is wrong is noted and a stand-in returned. */
final class YamlBlock {
    private final String path;
    private final int line;
    private final LineProblems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    YamlBlock(String path, Node node, LineProblems problems) {
        this.path = path;
        this.line = lineOf(node);
        this.problems = problems;
        if (node instanceof MappingNode block) {
            block.getValue().forEach(entry -> take(entry.getKeyNode(), entry.getValueNode()));
        } else if (!isNull(node)) {
            problems.bad(line, path, show(node), "a block of keys and values");
        }
    }

    private void take(Node key, Node value) {
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : show(key);
        if (values.putIfAbsent(name, value) != null) {
            problems.add(lineOf(key), key(name), "stands a second time; expected each key once in its block");
        } else {
            lines.put(name, lineOf(key));
        }
    }

    int line() {
        return line;
    }

    int line(String name) {
        return lines.getOrDefault(name, line);
    }

    String path() {
        return path;
    }

    String key(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Set<String> names() {
        return values.keySet();
    }

    void refuseUnknown(Collection<String> known) {
        names().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.unknown(line(name), key(name), name, known));
    }

    Optional<YamlBlock> block(String name) {
        return Optional.ofNullable(values.get(name)).map(node -> new YamlBlock(key(name), node, problems));
    }

    /** A value of one line; nothing when the key is absent or wrong. */
    Optional<String> text(String name, String expectation) {
        Node node = values.get(name);
        if (node == null) {
            return Optional.empty();
        }
        boolean said = node instanceof ScalarNode scalar
                && !isNull(node)
                && !scalar.getValue().isBlank();
        if (!said) {
            problems.bad(line(name), key(name), show(node), expectation);
            return Optional.empty();
        }
        return Optional.of(((ScalarNode) node).getValue().strip());
    }

    /** The same for a key that there must be. */
    Optional<String> required(String name, String expectation) {
        if (!values.containsKey(name)) {
            problems.missing(line, key(name), expectation);
        }
        return text(name, expectation);
    }

    /** A list whose items are texts, or lists of texts that share a place; nothing when the key is absent or wrong. */
    Optional<List<List<String>>> places(String name, String expectation) {
        Node node = values.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof SequenceNode list)) {
            problems.bad(line(name), key(name), show(node), expectation);
            return Optional.empty();
        }
        List<List<String>> places = new ArrayList<>();
        for (Node item : list.getValue()) {
            List<Node> equals = item instanceof SequenceNode place ? place.getValue() : List.of(item);
            places.add(equals.stream()
                    .flatMap(one -> scalar(name, one, expectation).stream())
                    .toList());
        }
        return Optional.of(places);
    }

    Optional<List<String>> list(String name, String expectation) {
        return places(name, expectation).map(places -> {
            places.stream()
                    .filter(place -> place.size() > 1)
                    .forEach(place -> problems.bad(line(name), key(name), place.toString(), expectation));
            return places.stream().flatMap(List::stream).toList();
        });
    }

    private Optional<String> scalar(String name, Node item, String expectation) {
        if (item instanceof ScalarNode scalar && !isNull(item)) {
            return Optional.of(scalar.getValue().strip());
        }
        problems.bad(lineOf(item), key(name), show(item), expectation);
        return Optional.empty();
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static String show(Node node) {
        return switch (node.getNodeId()) {
            case scalar -> ((ScalarNode) node).getValue();
            case sequence -> "a list";
            case mapping -> "a block";
            default -> "something else";
        };
    }
}
