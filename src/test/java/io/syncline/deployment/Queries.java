package io.syncline.deployment;

import static io.syncline.deployment.Manifests.stream;
import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The PromQL of the dashboard and the rules, and the metrics that it names. */
final class Queries {
    static final Path DASHBOARD = Path.of("k8s/components/monitoring/dashboard.json");

    /** Texts and matchers; the labels that are grouped and joined by; ranges. */
    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\b(by|on|ignoring|without|group_left|group_right)\\s*\\([^)]*\\)|\\[[^]]*]");

    private static final Pattern WORD = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*(?!\\w*\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    private Queries() {}

    static Set<String> metrics(String query) {
        String bare = query;
        String before;
        do {
            before = bare;
            bare = NO_METRICS.matcher(bare).replaceAll(" ");
        } while (!bare.equals(before));
        return WORD.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(word -> !OPERATORS.contains(word))
                .collect(toCollection(TreeSet::new));
    }

    static List<String> ofDashboard() {
        return panels().flatMap(panel -> stream(panel.path("targets")))
                .map(target -> target.path("expr").asText())
                .toList();
    }

    static Stream<JsonNode> panels() {
        try {
            return stream(new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> ofRules(Manifests manifests) {
        return rules(manifests).map(rule -> rule.path("expr").asText()).toList();
    }

    static Stream<JsonNode> rules(Manifests manifests) {
        return stream(manifests.only("PrometheusRule").at("/spec/groups"))
                .flatMap(group -> stream(group.path("rules")));
    }
}
