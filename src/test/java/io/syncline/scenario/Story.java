package io.syncline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One theme of the labelled scenario set: what people entered in the CRM, what then happened, and what a careful person says
 * each item belongs to. A mark makes a run of it its own world: no two runs share an address, a domain, a number or a name.
 *
 * @param given accounts, contacts and deals that people entered
 * @param touches by contact, the sources of all touches in their order
 */
record Story(String theme, String mark, List<JsonNode> given, List<Item> items, List<JsonNode> touches) {
    static final Path FOLDER = Path.of("src/test/resources/scenarios");

    private static final LocalDateTime START = LocalDateTime.parse("2026-03-02T09:00:00");
    private static final Duration STEP = Duration.ofMinutes(90);

    /**
     * One activity.
     *
     * @param node what it is, by the word of its kind, and its label: expect, review
     */
    record Item(String name, Instant at, JsonNode node) {
        boolean excluded() {
            return node.path("expect").asText().equals("excluded");
        }

        /** What it shall be linked to: contacts by an address, accounts and deals by name, accounts by domain too. */
        List<String> expected() {
            return excluded() ? List.of() : texts(node.path("expect"));
        }

        /** Of which entities a person is to be asked. */
        List<String> reviews() {
            return texts(node.path("review"));
        }
    }

    /**
     * @param run its number
     * @param mark a few letters and digits that no other run has
     */
    static List<Story> all(int run, String mark) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(file -> read(file, run, mark)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Story read(Path file, int run, String mark) {
        String theme = file.getFileName().toString().replace(".yaml", "");
        try {
            String text = mark(Files.readString(file, StandardCharsets.UTF_8), run, mark);
            JsonNode story = new YAMLMapper().readTree(text);
            List<Item> items = new ArrayList<>();
            LocalDateTime next = START;
            for (JsonNode node : story.path("items")) {
                LocalDateTime at =
                        node.has("at") ? LocalDateTime.parse(node.path("at").asText()) : next;
                next = node.has("at") ? next : next.plus(STEP);
                String name = node.has("id")
                        ? node.path("id").asText()
                        : String.format(Locale.ROOT, "%03d", items.size() + 1);
                items.add(new Item(name, at.toInstant(ZoneOffset.UTC), node));
            }
            return new Story(theme, mark, list(story.path("given")), items, list(story.path("touches")));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Makes addresses, domains and numbers those of one run; the never-log domain stays what it is configured to be. */
    private static String mark(String text, int run, String mark) {
        return text.replaceAll(
                        "([\\w.-]+?)((?:\\+[\\w-]+)?@(?:acme\\.example|[a-z]+\\.(?:com|de|me|net)))\\b",
                        "$1" + mark + "$2")
                .replaceAll("(?<!acme|legal)\\.example\\b", "-" + mark + ".example")
                .replaceAll("555(?=[- ]?\\d{4}\\b)", String.valueOf(555 + run));
    }

    /** Without the mark, as all runs have it. */
    String unmarked(String text) {
        return text.replace("-" + mark, "").replace(" " + mark, "").replace(mark, "");
    }

    /** A name that people gave something, in this run. */
    String named(String name) {
        return name + " " + mark;
    }

    static List<String> texts(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? list(node).stream().map(JsonNode::asText).toList() : List.of(node.asText());
    }

    private static List<JsonNode> list(JsonNode node) {
        List<JsonNode> nodes = new ArrayList<>();
        node.forEach(nodes::add);
        return nodes;
    }
}
