package io.syncline.configuration;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values below one key. What is wrong is noted and a stand-in returned, which nobody sees: with a problem noted, the
 * start is refused.
 */
final class Section {
    private final SmallRyeConfig config;
    private final String path;
    private final Problems problems;

    Section(SmallRyeConfig config, String path, Problems problems) {
        this.config = config;
        this.path = path;
        this.problems = problems;
    }

    Section within(String name) {
        return new Section(config, key(name), problems);
    }

    String key(String name) {
        return path + "." + name;
    }

    Problems problems() {
        return problems;
    }

    Optional<String> text(String name) {
        ConfigValue found = config.getConfigValue(key(name));
        if (isUnresolved(found)) {
            problems.add(
                    key(name), "refers by ${...} to something that is not set; expected it to be set, or a value here");
        }
        return Optional.ofNullable(found.getValue()).map(String::strip).filter(value -> !value.isEmpty());
    }

    String required(String name, String expectation) {
        Optional<String> value = text(name);
        if (value.isEmpty() && !isUnresolved(config.getConfigValue(key(name)))) {
            problems.missing(key(name), expectation);
        }
        return value.orElse("");
    }

    /**
     * @param parse gives nothing, or throws a RuntimeException, for a bad value
     */
    <T> Optional<T> parsed(String name, String expectation, Function<String, Optional<T>> parse) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = Values.tried(text.get(), parse);
        if (value.isEmpty()) {
            problems.bad(key(name), text.get(), expectation);
        }
        return value;
    }

    /** Each item must be parsed. */
    <T> List<T> list(String name, String expectation, Function<String, Optional<T>> parse) {
        var values = new ArrayList<T>();
        for (String item : texts(name)) {
            Optional<T> value = Values.tried(item, parse);
            value.ifPresent(values::add);
            if (value.isEmpty()) {
                problems.bad(key(name), item, expectation);
            } else if (values.indexOf(value.get()) < values.size() - 1) {
                problems.bad(key(name), item, "each value once");
            }
        }
        return values;
    }

    List<String> texts(String name) {
        try {
            return config.getOptionalValues(key(name), String.class, ArrayList::new).orElseGet(ArrayList::new).stream()
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .toList();
        } catch (NoSuchElementException unresolved) {
            text(name);
            return List.of();
        }
    }

    private static boolean isUnresolved(ConfigValue found) {
        return found.getValue() == null && found.getRawValue() != null;
    }
}
