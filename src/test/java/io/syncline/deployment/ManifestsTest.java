package io.syncline.deployment;

import static io.syncline.deployment.Manifests.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kubectl would apply: valid by Kubernetes' schemas, closed where it should be, and in step with the application. */
class ManifestsTest {
    private static final Path DEV = Path.of("k8s/overlays/dev");
    private static final Path PRODUCTION = Path.of("k8s/overlays/production");

    static Stream<Manifests> all() {
        return Stream.of(Kustomize.build(DEV), Kustomize.build(PRODUCTION), Kustomize.baseWith("cloudnative-pg"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void objects_areValidByKubernetesSchemas(Manifests manifests) {
        assertThat(manifests.objects().stream()
                        .flatMap(object -> CustomObjects.knows(object)
                                ? CustomObjects.problems(object).stream()
                                : Schemas.problems(object).stream()))
                .isEmpty();
    }

    @Test
    void schemas_findUnknownMissingAndWrongFields() {
        JsonNode deployment = Kustomize.build(PRODUCTION).only("Deployment").deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("imagePullPolice", "Always");
        assertThat(Schemas.problems(deployment)).singleElement().asString().contains("imagePullPolice");

        JsonNode other = Kustomize.build(PRODUCTION).only("Deployment").deepCopy();
        ((ObjectNode) other.at("/spec")).remove("selector");
        assertThat(Schemas.problems(other)).singleElement().asString().contains("selector");

        JsonNode rule = Kustomize.build(PRODUCTION).only("PrometheusRule").deepCopy();
        ((ObjectNode) rule.at("/spec/groups/0/rules/0")).put("fore", "5m");
        assertThat(CustomObjects.problems(rule)).singleElement().asString().contains("fore");
    }

    @ParameterizedTest
    @MethodSource("all")
    void pod_runsWithNoMoreRightsThanItNeeds(Manifests manifests) {
        JsonNode pod = manifests.pod();
        JsonNode container = manifests.container();

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(container.at("/resources/requests/cpu").isTextual()).isTrue();
        assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void pod_hasTheTimeThatTheApplicationTakesToStop(Manifests manifests) throws IOException {
        var application = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            application.load(file);
        }
        long stopping = Stream.of(
                        "quarkus.shutdown.delay", "quarkus.shutdown.timeout", "quarkus.camel.main.shutdown.timeout")
                .map(application::getProperty)
                .mapToLong(ManifestsTest::seconds)
                .sum();
        long preStop =
                manifests.container().at("/lifecycle/preStop/sleep/seconds").asLong();

        assertThat(preStop).isPositive();
        assertThat(manifests.pod().at("/terminationGracePeriodSeconds").asLong())
                .as("preStop %s s, and %s s of the application", preStop, stopping)
                .isGreaterThanOrEqualTo(preStop + stopping + 5);
    }

    @ParameterizedTest
    @MethodSource("all")
    void configMaps_areTheFilesThemselves(Manifests manifests) throws IOException {
        assertThat(mounted(manifests, "/app/routes")).isEqualTo(files(Path.of("routes")));
        assertThat(mounted(manifests, "/app/config")).isEqualTo(files(Path.of("config")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void secrets_areReferencedAndNeverWritten(Manifests manifests) {
        assertThat(manifests.ofKind("Secret")).isEmpty();
        assertThat(stream(manifests.container().path("env"))
                        .filter(variable ->
                                variable.path("name").asText().matches(".*(PASSWORD|SECRET|TOKEN|ENCRYPTION_KEY).*")))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(
                                variable.at("/valueFrom/secretKeyRef/name").asText())
                        .as(variable.path("name").asText())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("all")
    void volumes_areAllThereAndWhatIsWrittenIsOne(Manifests manifests) {
        List<String> volumes = stream(manifests.pod().path("volumes"))
                .map(volume -> volume.path("name").asText())
                .toList();

        assertThat(stream(manifests.container().path("volumeMounts")))
                .allSatisfy(
                        mount -> assertThat(volumes).contains(mount.path("name").asText()))
                .filteredOn(mount -> !mount.path("readOnly").asBoolean())
                .extracting(mount -> mount.path("mountPath").asText())
                .containsExactlyInAnyOrder("/app/data/spool", "/tmp");
        assertThat(stream(manifests.pod().path("volumes"))
                        .map(volume ->
                                volume.at("/persistentVolumeClaim/claimName").asText())
                        .filter(claim -> !claim.isEmpty()))
                .allMatch(claim -> manifests.has("PersistentVolumeClaim", claim));
    }

    @ParameterizedTest
    @MethodSource("all")
    void ingress_letsInWebhooksOnly(Manifests manifests) {
        assertThat(stream(manifests.only("Ingress").at("/spec/rules"))
                        .flatMap(rule -> stream(rule.at("/http/paths")))
                        .map(path -> path.path("path").asText()))
                .containsExactly("/webhooks");
        assertThat(manifests.only("Ingress").at("/spec/defaultBackend").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void networkPolicy_isAboutSynclineAndNamesWhoComesIn(Manifests manifests) {
        JsonNode policy = manifests
                .ofKind("NetworkPolicy")
                .filter(one -> Manifests.name(one).equals("syncline"))
                .findFirst()
                .orElseThrow();

        assertThat(policy.at("/spec/podSelector/matchLabels")).isEqualTo(podLabels(manifests));
        assertThat(stream(policy.at("/spec/ingress")))
                .allSatisfy(rule -> assertThat(rule.path("from")).isNotEmpty())
                .allSatisfy(
                        rule -> assertThat(rule.at("/ports/0/port").asText()).isEqualTo("http"));
        // The labels of Syncline on the way to others would let nothing out.
        assertThat(policy.at("/spec/egress/0/to/0/podSelector/matchLabels")).hasToString("{\"k8s-app\":\"kube-dns\"}");
    }

    @ParameterizedTest
    @MethodSource("all")
    void selectors_findThePods(Manifests manifests) {
        JsonNode labels = podLabels(manifests);

        assertThat(manifests.only("Deployment").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(manifests.only("Service").at("/spec/selector")).isEqualTo(labels);
        assertThat(manifests.ofKind("PodDisruptionBudget"))
                .allSatisfy(budget ->
                        assertThat(budget.at("/spec/selector/matchLabels")).isEqualTo(labels));
        assertThat(stream(manifests.pod().path("topologySpreadConstraints")))
                .isNotEmpty()
                .allSatisfy(constraint ->
                        assertThat(constraint.at("/labelSelector/matchLabels")).isEqualTo(labels));
    }

    @Test
    void settings_areWhereTheyAreUsed_andAreNotApplied() {
        Manifests manifests = Kustomize.build(PRODUCTION);
        JsonNode rule = manifests.only("PrometheusRule");

        assertThat(manifests.only("Ingress").at("/spec/rules/0/host").asText())
                .isEqualTo(manifests.only("Ingress").at("/spec/tls/0/hosts/0").asText())
                .isEqualTo("hooks.acme.example");
        assertThat(rule.findValuesAsText("runbook_url"))
                .isNotEmpty()
                .allMatch(url -> url.startsWith("https://git.acme.example/syncline/blob/main/k8s/runbooks/alerts/"));
        assertThat(rule.findValuesAsText("owner")).isNotEmpty().containsOnly("operations@acme.example");
        assertThat(manifests.has("ConfigMap", "syncline-settings")).isFalse();
    }

    @Test
    void production_hasSeveralReplicasWhoShareADurableSpool() {
        Manifests production = Kustomize.build(PRODUCTION);

        assertThat(production
                        .only("HorizontalPodAutoscaler")
                        .at("/spec/minReplicas")
                        .asInt())
                .isGreaterThanOrEqualTo(2);
        assertThat(production.only("Deployment").at("/spec").has("replicas"))
                .as("a number that each apply would set back")
                .isFalse();
        assertThat(production
                        .only("PersistentVolumeClaim")
                        .at("/spec/accessModes/0")
                        .asText())
                .isEqualTo("ReadWriteMany");
        assertThat(production.ofKind("PodDisruptionBudget")).hasSize(1);
    }

    @Test
    void cloudNativePg_givesTwoUsersAndTheAddress() {
        Manifests manifests = Kustomize.baseWith("cloudnative-pg");
        JsonNode cluster = manifests.only("Cluster");
        var environment = new TreeMap<String, JsonNode>();
        stream(manifests.container().path("env"))
                .forEach(variable -> environment.put(variable.path("name").asText(), variable));

        assertThat(environment.get("QUARKUS_DATASOURCE_JDBC_URL").path("value").asText())
                .isEqualTo("jdbc:postgresql://" + Manifests.name(cluster) + "-rw:5432/"
                        + cluster.at("/spec/bootstrap/initdb/database").asText());
        assertThat(environment.get("QUARKUS_FLYWAY_PASSWORD").at("/valueFrom/secretKeyRef/name"))
                .isEqualTo(cluster.at("/spec/bootstrap/initdb/secret/name"));
        assertThat(environment.get("QUARKUS_DATASOURCE_PASSWORD").at("/valueFrom/secretKeyRef/name"))
                .isEqualTo(cluster.at("/spec/managed/roles/0/passwordSecret/name"));
    }

    private static JsonNode podLabels(Manifests manifests) {
        return manifests.only("Deployment").at("/spec/template/metadata/labels");
    }

    private static long seconds(String duration) {
        return Duration.parse("PT" + duration).toSeconds();
    }

    /** The data of the ConfigMap that is mounted there. */
    private static Map<String, String> mounted(Manifests manifests, String path) {
        String volume = stream(manifests.container().path("volumeMounts"))
                .filter(mount -> mount.path("mountPath").asText().equals(path))
                .map(mount -> mount.path("name").asText())
                .findFirst()
                .orElseThrow();
        String name = stream(manifests.pod().path("volumes"))
                .filter(one -> one.path("name").asText().equals(volume))
                .map(one -> one.at("/configMap/name").asText())
                .findFirst()
                .orElseThrow();
        var data = new TreeMap<String, String>();
        manifests
                .ofKind("ConfigMap")
                .filter(map -> Manifests.name(map).equals(name))
                .findFirst()
                .orElseThrow()
                .path("data")
                .properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        return data;
    }

    private static Map<String, String> files(Path directory) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(directory, "*.yaml")) {
            for (Path file : files) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
