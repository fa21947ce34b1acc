package io.syncline.deployment;

import static io.syncline.deployment.Manifests.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alerts are valid rules; each fires and keeps quiet in a test, has an owner, and has a page that says what to do. */
class AlertRulesTest {
    private static final Path TESTS = Path.of("k8s/components/monitoring/rules-test.yaml");
    private static final Path PAGES = Path.of("k8s/runbooks/alerts");

    @Test
    void rules_passTheirTests() throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "alert-rules"));
        Path rules = directory.resolve("rules.yaml");
        new YAMLMapper()
                .writeValue(rules.toFile(), manifests().only("PrometheusRule").path("spec"));
        Path tests = directory.resolve(TESTS.getFileName());
        Files.copy(TESTS, tests, StandardCopyOption.REPLACE_EXISTING);

        Tool.PROMTOOL.run("check", "rules", rules.toString());
        Tool.PROMTOOL.run("test", "rules", tests.toString());
    }

    @Test
    void eachAlert_firesInATestAndKeepsQuietInOne() throws IOException {
        Set<String> names = alerts().stream().map(AlertRulesTest::name).collect(Collectors.toSet());

        assertThat(tested(checks -> !checks.isEmpty())).isEqualTo(names);
        assertThat(tested(JsonNode::isEmpty)).isEqualTo(names);
    }

    @Test
    void eachAlert_hasAnOwnerASeverityAndWords() {
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(name(alert)).startsWith("Syncline");
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
            assertThat(alert.at("/labels/owner").asText().contains("@")
                            || alert.path("expr").asText().contains("group_left (owner) syncline:connector:owner"))
                    .as("owner of %s", name(alert))
                    .isTrue();
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank().doesNotContain("{{");
            assertThat(alert.at("/annotations/description").asText()).isNotBlank();
        });
    }

    @Test
    void eachAlert_hasAPageAndEachPageAnAlert() throws IOException {
        for (JsonNode alert : alerts()) {
            String url = alert.at("/annotations/runbook_url").asText();
            Path page = PAGES.resolve(name(alert) + ".md");

            assertThat(url).endsWith("/" + page.toString().replace('\\', '/'));
            assertThat(Files.readString(page))
                    .startsWith("# " + name(alert) + "\n")
                    .contains("## Meaning", "## Impact", "## Diagnosis", "## Mitigation");
        }
        try (var pages = Files.list(PAGES)) {
            assertThat(pages).hasSameSizeAs(alerts());
        }
    }

    private static Set<String> tested(Predicate<JsonNode> expected) throws IOException {
        return stream(new YAMLMapper().readTree(TESTS.toFile()).path("tests"))
                .flatMap(test -> stream(test.path("alert_rule_test")))
                .filter(check -> expected.test(check.path("exp_alerts")))
                .map(check -> check.path("alertname").asText())
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> alerts() {
        return Queries.rules(manifests()).filter(rule -> rule.has("alert")).toList();
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }

    private static Manifests manifests() {
        return Kustomize.build(Path.of("k8s/overlays/production"));
    }
}
