package io.syncline.readme;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README names is there. */
class ReadmeTest {
    private static final Pattern FOLDER = Pattern.compile("`((?:k8s|config|routes|src|\\.ci)/[^`*{<]*)`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)]+)\\)");
    private static final Pattern ANCHOR = Pattern.compile("\\]\\(#([^)]+)\\)");
    private static final Pattern PROFILE = Pattern.compile("-P([a-z]+)");
    private static final Pattern KUSTOMIZED = Pattern.compile("apply -k (\\S+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test
    void filesAndFolders_areThere() {
        List<String> named = Stream.of(FOLDER, LINK, KUSTOMIZED)
                .flatMap(pattern -> Readme.all(pattern, Readme.text()).stream())
                .collect(toList());

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(named).allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    @Test
    void links_goToHeadings() {
        List<String> headings = Readme.all(HEADING, Readme.text()).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(toList());

        assertThat(Readme.all(ANCHOR, Readme.text())).isNotEmpty().allSatisfy(anchor -> assertThat(headings)
                .contains(anchor));
    }

    @Test
    void profiles_areInThePom() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> profiles = Readme.commands().stream()
                .flatMap(command -> Readme.all(PROFILE, command).stream())
                .collect(toList());

        assertThat(profiles).isNotEmpty().allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
    }

    @Test
    void routes_areAllExplained() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            String text = Readme.text();
            List<String> unexplained = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> "`" + name.replace(".yaml", "") + "`")
                    .filter(route -> !text.contains(route))
                    .collect(toList());

            assertThat(unexplained).isEmpty();
        }
    }
}
