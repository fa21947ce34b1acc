package io.syncline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dashboard is one by Grafana's own schema, and its queries are PromQL. */
class DashboardTest {
    private static final Path TYPE = Path.of("src/test/resources/deployment/dashboard-type.ts");

    @Test
    void dashboard_isOneByGrafanasSchema() throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "dashboard"));
        Files.copy(TYPE, directory.resolve("dashboard-type.ts"), StandardCopyOption.REPLACE_EXISTING);
        Path typed = directory.resolve("dashboard.ts");
        Files.writeString(
                typed,
                "import type { DashboardJson } from \"./dashboard-type.js\";\nexport const dashboard: DashboardJson = "
                        + Files.readString(Queries.DASHBOARD));

        // Of a literal, the compiler refuses unknown keys, missing ones and values that are none.
        Tool.TSC.run(
                "--noEmit",
                "--strict",
                "--skipLibCheck",
                "--module",
                "esnext",
                "--moduleResolution",
                "bundler",
                typed.toString());
    }

    @Test
    void queries_arePromQl() throws IOException {
        var yaml = new YAMLMapper();
        ObjectNode file = yaml.createObjectNode();
        ObjectNode group = file.putArray("groups").addObject().put("name", "dashboard");
        var rules = group.putArray("rules");
        List<String> queries = Queries.ofDashboard();
        for (int i = 0; i < queries.size(); i++) {
            String query = queries.get(i).replace("$__rate_interval", "1m").replace("$connector", "mail");
            rules.addObject().put("record", "panel:" + i).put("expr", query);
        }
        Path written = Files.createDirectories(Path.of("target", "dashboard")).resolve("queries.yaml");
        yaml.writeValue(written.toFile(), file);

        assertThat(queries).hasSizeGreaterThan(20);
        Tool.PROMTOOL.run("check", "rules", written.toString());
    }

    @Test
    void panels_sayWhatTheyShow() {
        assertThat(Queries.panels().filter(panel -> !panel.path("type").asText().equals("row")))
                .allSatisfy(panel -> assertThat(panel.path("description").asText())
                        .as(panel.path("title").asText())
                        .isNotBlank());
    }

    @Test
    void dashboard_isMountedForGrafana() throws IOException {
        var json = new ObjectMapper();
        String mounted = Kustomize.baseWith("monitoring")
                .ofKind("ConfigMap")
                .filter(map ->
                        map.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
                .findFirst()
                .orElseThrow()
                .at("/data/syncline.json")
                .asText();

        assertThat(json.readTree(mounted)).isEqualTo(json.readTree(Queries.DASHBOARD.toFile()));
    }
}
