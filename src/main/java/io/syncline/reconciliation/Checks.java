package io.syncline.reconciliation;

import static java.util.stream.Collectors.toMap;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The checks that there are, and when each is due. */
@ApplicationScoped
class Checks {
    private static final String OFF = "off";

    private final Map<String, Check> byName;
    private final Map<String, ExecutionTime> times = new TreeMap<>();

    @Inject
    Checks(@Any Instance<Check> checks) {
        byName = checks.stream().collect(toMap(Check::name, Function.identity(), (a, b) -> a, TreeMap::new));
        byName.values().stream()
                .filter(check -> !check.cron().equals(OFF))
                .forEach(check -> times.put(check.name(), times(check)));
    }

    private static ExecutionTime times(Check check) {
        try {
            var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            return ExecutionTime.forCron(parser.parse(check.cron()).validate());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("syncline.reconciliation." + check.name() + ".cron: is " + check.cron()
                    + ", expected five fields such as 15 3 * * *, or off: " + e.getMessage());
        }
    }

    /** Made at the start, so that a bad time ends it. */
    void start(@Observes StartupEvent started) {}

    Set<String> names() {
        return byName.keySet();
    }

    Set<String> scheduled() {
        return times.keySet();
    }

    Optional<Check> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** When a scheduled check was due last, up to a time. */
    Optional<Instant> lastDue(String name, Instant now) {
        return times.get(name)
                .lastExecution(now.plusMillis(1).atZone(ZoneOffset.UTC))
                .map(due -> due.toInstant());
    }
}
