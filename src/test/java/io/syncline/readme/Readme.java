package io.syncline.readme;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the README tells people to type. */
final class Readme {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private Readme() {}

    static String text() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commands in their order, each in one line. */
    static List<String> commands() {
        return all(BLOCK, text()).stream()
                .flatMap(block -> block.replaceAll("\\\\\n\\s*", " ").lines())
                .filter(line -> !line.isBlank())
                .collect(toList());
    }

    static List<String> curls() {
        return commands().stream().filter(line -> line.startsWith("curl ")).collect(toList());
    }

    /** The first group of each match. */
    static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(toList());
    }
}
