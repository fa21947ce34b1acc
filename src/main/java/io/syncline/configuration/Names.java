package io.syncline.configuration;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The names that are set under {@code syncline}, as paths of segments. Environment variables need care: their names do not
 * say where a dot was and where a dash, so that they are read by what they can mean.
 */
final class Names {
    private static final Pattern PROFILE = Pattern.compile("%\\{?([^.}]+)}?\\.(.+)");
    private static final Pattern SEGMENT = Pattern.compile("\"([^\"]*)\"|([^.\"]+)");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");
    private static final Pattern VARIABLE_INDEX = Pattern.compile("_\\d+_?$");
    private static final String CONNECTORS = "SYNCLINE_CONNECTORS_";
    private static final String RETRY = "retry-";

    /** What Kubernetes sets for a service whose name begins with syncline. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "SYNCLINE_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private final Set<List<String>> paths = new LinkedHashSet<>();

    Names(SmallRyeConfig config, Problems problems) {
        var variables = new TreeSet<String>();
        var dotted = new TreeSet<String>();
        for (ConfigSource source : config.getConfigSources()) {
            for (String name : source.getPropertyNames()) {
                if (!(source instanceof EnvConfigSource)) {
                    withoutProfile(name, config.getProfiles()).ifPresent(active -> take(active, dotted));
                } else if (name.startsWith("SYNCLINE_")) {
                    variables.add(name);
                }
            }
        }
        variables.forEach(name -> read(name, problems));
        // Nothing would read them, and a connector that is not there is not missed.
        dotted.forEach(
                key -> problems.add(
                        key,
                        "is one name with dots in YAML; expected its parts as nested keys, such as syncline: and connectors: below"));
    }

    private void take(String name, Set<String> dotted) {
        if (name.startsWith("syncline.")) {
            paths.add(segments(name));
        } else if (name.startsWith("\"syncline.")) {
            dotted.add(segments(name).get(0));
        }
    }

    /** The names directly under a path, without index. */
    Set<String> under(String... path) {
        var names = new TreeSet<String>();
        paths.stream()
                .filter(name -> name.size() > path.length
                        && name.subList(0, path.length).equals(List.of(path)))
                .forEach(name -> names.add(INDEX.matcher(name.get(path.length)).replaceAll("")));
        return names;
    }

    /** Whether something stands at a path itself, or it has numbers below it. */
    boolean isValueOrList(String... path) {
        List<String> parent = List.of(path).subList(0, path.length - 1);
        String name = path[path.length - 1];
        return paths.stream()
                .filter(found -> found.size() >= path.length
                        && found.subList(0, parent.size()).equals(parent))
                .anyMatch(found -> found.get(parent.size()).startsWith(name + "[")
                        || (found.size() == path.length
                                && found.get(parent.size()).equals(name)));
    }

    private static Optional<String> withoutProfile(String name, List<String> profiles) {
        Matcher matcher = PROFILE.matcher(name);
        if (!matcher.matches()) {
            return Optional.of(name);
        }
        return Stream.of(matcher.group(1).split(",", -1)).anyMatch(profiles::contains)
                ? Optional.of(matcher.group(2))
                : Optional.empty();
    }

    private static List<String> segments(String name) {
        var segments = new ArrayList<String>();
        Matcher matcher = SEGMENT.matcher(name);
        while (matcher.find()) {
            segments.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return segments;
    }

    private void read(String variable, Problems problems) {
        if (variable.startsWith(CONNECTORS)) {
            String rest = VARIABLE_INDEX
                    .matcher(variable.substring(CONNECTORS.length()))
                    .replaceAll("");
            Optional<String> key = Stream.concat(
                            Keys.ofConnector("").stream(),
                            Keys.CONNECTOR_RETRY.stream().map(limit -> RETRY + limit))
                    .filter(known -> rest.endsWith("_" + variable(known)))
                    .max((a, b) -> Integer.compare(a.length(), b.length()));
            if (key.isPresent()) {
                String id = rest.substring(0, rest.length() - key.get().length() - 1);
                paths.add(path(idOf(id), key.get()));
            } else {
                problems.add(
                        variable,
                        "unknown environment variable; expected " + CONNECTORS + "<ID>_<KEY> with a key of connectors");
            }
        } else if (!SERVICE_LINK.matcher(variable).matches()) {
            // Others may be there for placeholders in the configuration; what is nearly one of ours is a mistake.
            var ours = Stream.concat(
                            Stream.concat(Keys.TOP.stream(), Keys.SECTIONS.stream()),
                            Keys.ORGANIZATION.stream().map(key -> "organization-" + key))
                    .map(key -> "SYNCLINE_" + variable(key))
                    .toList();
            if (ours.stream().noneMatch(variable::startsWith)) {
                NearMiss.of(variable, ours)
                        .ifPresent(meant -> problems.add(
                                variable, "unknown environment variable; expected " + meant + " (did you mean that?)"));
            }
        }
    }

    private static List<String> path(String connector, String key) {
        return key.startsWith(RETRY)
                ? List.of("syncline", "connectors", connector, "retry", key.substring(RETRY.length()))
                : List.of("syncline", "connectors", connector, key);
    }

    private String idOf(String variable) {
        return under("syncline", "connectors").stream()
                .filter(id -> variable(id).equals(variable))
                .findFirst()
                .orElse(variable.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
