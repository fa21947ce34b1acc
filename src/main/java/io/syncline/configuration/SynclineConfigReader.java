package io.syncline.configuration;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads and validates everything under {@code syncline}. */
final class SynclineConfigReader {
    private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String ROOT = "syncline";
    private static final String CONNECTORS = "connectors";
    private static final String NO_REGION = "ZZ";

    private final SmallRyeConfig config;
    private final Problems problems = new Problems();
    private final Names names;

    SynclineConfigReader(SmallRyeConfig config) {
        this.config = config;
        this.names = new Names(config, problems);
    }

    /**
     * @param passwordNeeded whether a start without the password of user admin is refused
     * @throws ConfigurationException with one message that names every problem
     */
    SynclineConfig read(boolean passwordNeeded) {
        StrictYaml.check(config, problems);
        refuseUnknown(
                ROOT,
                names.under(ROOT),
                Stream.concat(Keys.TOP.stream(), Keys.SECTIONS.stream()).toList());
        refuseUnknown(ROOT + ".organization", names.under(ROOT, "organization"), Keys.ORGANIZATION);
        refuseUnknown(ROOT + ".schedules", names.under(ROOT, "schedules"), Keys.SCHEDULES);
        section(ROOT + ".schedules").parsed("enabled", "true or false", Values::bool);
        section(ROOT + ".schedules").parsed("work-every", Values.DURATION, Values::duration);
        RetryReader.check(section(ROOT + ".retry"));
        if (names.isValueOrList(ROOT, CONNECTORS)) {
            problems.add(
                    ROOT + "." + CONNECTORS, "a value or a list; expected a block for each connector, under its id");
        }
        List<ConnectorConfig> connectors = names.under(ROOT, CONNECTORS).stream()
                .flatMap(id -> connector(id).stream())
                .toList();
        var root = section(ROOT);
        Organization organization = organization(!names.under(ROOT, CONNECTORS).isEmpty());
        List<String> neverLog =
                root.list("never-log", "an address, a domain or a pattern such as *@legal.example", Values::filingRule);
        if (passwordNeeded && root.text("admin-password").isEmpty()) {
            problems.missing("SYNCLINE_ADMIN_PASSWORD", "this environment variable to hold the password of user admin");
        }
        problems.refuse();
        return new SynclineConfig(organization, neverLog, connectors);
    }

    private Organization organization(boolean needed) {
        Section section = section(ROOT + ".organization");
        String expectation = "the domains of your own people, such as acme.example";
        List<String> domains = section.list("domains", expectation, Values::domain);
        if (needed && section.texts("domains").isEmpty()) {
            problems.missing(section.key("domains"), expectation);
        }
        String region = section.parsed("default-region", "a country's ISO 3166 code such as US", Values::region)
                .orElse(NO_REGION);
        return new Organization(new LinkedHashSet<>(domains), region);
    }

    private List<ConnectorConfig> connector(String id) {
        String path = ROOT + "." + CONNECTORS + "." + (id.contains(".") || id.isEmpty() ? "\"" + id + "\"" : id);
        if (!ID.matcher(id).matches()) {
            problems.bad(path, id, "an id of lower-case letters, digits and dashes, at most 63");
            return List.of();
        }
        Section section = section(path);
        var read = new ArrayList<ConnectorConfig>();
        new ConnectorReader(id, section).read().ifPresent(read::add);
        refuseUnknown(path + ".retry", names.under(ROOT, CONNECTORS, id, "retry"), Keys.CONNECTOR_RETRY);
        if (names.isValueOrList(ROOT, CONNECTORS, id, "retry")) {
            problems.add(path + ".retry", "a value or a list; expected a block such as retry: {max-attempts: 100}");
        }
        refuseForeign(path, id, section.text("type").orElse(""));
        return read;
    }

    /** Keys of no connector, and keys of connectors of another type. */
    private void refuseForeign(String path, String id, String type) {
        var known = Keys.ofConnector(type);
        for (String key : names.under(ROOT, CONNECTORS, id)) {
            List<String> types = Keys.typesWith(key);
            if (!known.contains(key) && !types.isEmpty()) {
                problems.add(
                        path + "." + key,
                        "unknown key for type " + type + " (it is one of " + String.join(" and ", types)
                                + "); expected one of " + String.join(", ", known));
            } else {
                refuseUnknown(path, List.of(key), known);
            }
        }
    }

    private void refuseUnknown(String path, Iterable<String> found, Collection<String> known) {
        for (String key : found) {
            if (!known.contains(key)) {
                problems.unknown(path + "." + key, key, known);
            }
        }
    }

    private Section section(String path) {
        return new Section(config, path, problems);
    }
}
