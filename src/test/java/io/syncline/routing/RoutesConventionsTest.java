package io.syncline.routing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file in routes/ is valid by Camel's own schema and follows the conventions that keep routes readable. */
class RoutesConventionsTest {
    private static final Path ROUTES = Path.of("routes");
    private static final int MOST_STEPS = 7;
    private static final Pattern ID = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern HOST =
            Pattern.compile("//[\\w-]+\\.[\\w.-]+|//localhost|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");
    private static final Pattern SECRET =
            Pattern.compile("(?i)(password|secret|token|api-?key)\\s*[:=]\\s*(?!\"?\\{\\{)\\S");
    private static final Pattern KEBAB_KEY = Pattern.compile("(?m)^[\\s-]*[a-z]+(-[a-z]+)+:(\\s|$)");
    private static final JsonSchema SCHEMA = schema();

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @Test
    void routes_areThere() throws IOException {
        assertThat(files()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_isValidByCamelsSchema(Path file) throws IOException {
        assertThat(SCHEMA.validate(Files.readString(file), InputFormat.YAML))
                .extracting(ValidationMessage::getMessage)
                .isEmpty();
    }

    @Test
    void schema_findsUnknownKeysAndQuotedBooleans() {
        String route =
                """
                - route:
                    id: x
                    frm: {}
                    from:
                      uri: direct:x
                      steps:
                        - split:
                            simple: ${body}
                            streaming: "yes"
                """;

        assertThat(SCHEMA.validate(route, InputFormat.YAML))
                .extracting(ValidationMessage::getMessage)
                .anySatisfy(message -> assertThat(message).contains("frm"))
                .anySatisfy(message -> assertThat(message).contains("streaming"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_holdsOneRouteOrTemplateNamedAsTheFile(Path file) throws IOException {
        JsonNode items = read(file);

        assertThat(items).hasSize(1);
        assertThat(items.get(0).fieldNames().next()).isIn("route", "routeTemplate");
        assertThat(file.getFileName()).hasToString(route(items).path("id").asText() + ".yaml");
        assertThat(route(items).path("id").asText()).matches(ID);
    }

    @ParameterizedTest
    @MethodSource("files")
    void route_saysWhatItIsForAndHowItFails(Path file) throws IOException {
        JsonNode item = route(read(file));

        assertThat(item.path("description").asText()).hasSizeGreaterThan(10);
        assertThat(body(item).has("errorHandler"))
                .as("an error handler of its own, noErrorHandler included")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("files")
    void route_isShort(Path file) throws IOException {
        assertThat(steps(body(route(read(file))).path("from"))).hasSizeLessThanOrEqualTo(MOST_STEPS);
    }

    @ParameterizedTest
    @MethodSource("files")
    void steps_haveIds(Path file) throws IOException {
        String id = route(read(file)).path("id").asText();

        assertThat(steps(body(route(read(file))).path("from")))
                .allSatisfy(step -> assertThat(step.path("id").asText())
                        .as("id of step %s", step)
                        .startsWith(id + "-"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void internalEndpoint_isNamedAsTheRouteItStarts(Path file) throws IOException {
        JsonNode item = route(read(file));
        String uri = body(item).path("from").path("uri").asText();

        if (uri.startsWith("direct:") && !uri.startsWith(ConnectorRoutes.POLL_ENDPOINT)) {
            assertThat(uri).isEqualTo("direct:" + item.path("id").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_holdsNoSecretHostOrKebabCaseKey(Path file) throws IOException {
        assertThat(Files.readString(file))
                .doesNotContainPattern(HOST)
                .doesNotContainPattern(SECRET)
                .doesNotContainPattern(KEBAB_KEY);
    }

    @Test
    void ids_areUniqueOverAllFiles() throws IOException {
        Map<String, Path> owners = new HashMap<>();

        for (Path file : files().toList()) {
            for (String id : ids(read(file))) {
                assertThat(owners.put(id, file))
                        .as("another file with id " + id)
                        .isNull();
            }
        }
    }

    /** The steps within a node, at any depth. */
    private static List<JsonNode> steps(JsonNode node) {
        var found = new ArrayList<JsonNode>();
        node.path("steps").forEach(step -> found.add(step.elements().next()));
        node.forEach(child -> found.addAll(steps(child)));
        return found;
    }

    private static List<String> ids(JsonNode items) {
        var ids = new ArrayList<String>();
        ids.add(route(items).path("id").asText());
        steps(body(route(items)).path("from"))
                .forEach(step -> ids.add(step.path("id").asText()));
        return ids;
    }

    private static JsonNode route(JsonNode items) {
        return items.get(0).elements().next();
    }

    /** The route itself: a template has it inside. */
    private static JsonNode body(JsonNode item) {
        return item.has("route") ? item.get("route") : item;
    }

    private static JsonNode read(Path file) throws IOException {
        return new YAMLMapper().readTree(Files.readString(file));
    }

    private static JsonSchema schema() {
        try (InputStream schema = RoutesConventionsTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(requireNonNull(schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
