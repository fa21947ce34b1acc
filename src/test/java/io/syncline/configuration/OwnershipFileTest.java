package io.syncline.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.syncline.ownership.ConflictRule;
import io.syncline.ownership.PolicyProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy file while Syncline runs. */
class OwnershipFileTest {
    private static final String STANDARD = OwnershipReaderTest.standard();
    private static final String OTHER = STANDARD.replace("rule: most-recent", "rule: first-writer");
    private static final String BAD = STANDARD.replace("rule: most-recent", "rule: whatever");

    @TempDir
    Path directory;

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);

    private OwnershipFile file(Path path) {
        return new OwnershipFile(new OwnershipReader(OwnershipReaderTest.config()), clock, path);
    }

    private OwnershipFile file(String text) throws IOException {
        Path path = directory.resolve("ownership.yaml");
        Files.writeString(path, text);
        return file(path);
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("ownership.yaml"), text);
    }

    private static ConflictRule rule(OwnershipFile file) {
        return file.policy().of("contact", "title").rule();
    }

    @Test
    void wrongOrMissingFile_refusesTheStart() {
        assertThatThrownBy(() -> file(BAD))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The field ownership policy has 2 problems:\n  " + directory)
                .hasMessageContaining("contact.title.rule: \"whatever\"; expected one of");
        assertThatThrownBy(() -> file(directory.resolve("none.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.yaml, line 1: cannot be read; expected a readable file");
    }

    @Test
    void changedFile_isInForceOnceTwoLooksSeeTheSame() throws IOException {
        // given
        OwnershipFile file = file(STANDARD);
        assertThat(file.look()).isFalse();

        // when
        write(OTHER);

        // then
        assertThat(file.look()).isFalse();
        assertThat(rule(file)).isEqualTo(ConflictRule.MOST_RECENT);
        assertThat(file.look()).isTrue();
        assertThat(rule(file)).isEqualTo(ConflictRule.FIRST_WRITER);
        assertThat(file.look()).isFalse();
    }

    @Test
    void badFile_isRefused_andWhatWasInForceStays() throws IOException {
        // given
        OwnershipFile file = file(OTHER);

        // when
        write(BAD);
        file.look();

        // then
        assertThat(file.look()).isFalse();
        assertThat(rule(file)).isEqualTo(ConflictRule.FIRST_WRITER);
        assertThat(file.status().refused())
                .extracting(PolicyProblem::key)
                .containsExactly("contact.name.rule", "contact.title.rule");

        // when: what is in force is put back
        write(OTHER);
        file.look();

        // then
        assertThat(file.look()).isFalse();
        assertThat(file.status().refused()).isEmpty();
    }

    @Test
    void fileThatIsGone_leavesWhatWasInForce() throws IOException {
        OwnershipFile file = file(OTHER);

        Files.delete(directory.resolve("ownership.yaml"));

        assertThat(file.look()).isFalse();
        assertThat(rule(file)).isEqualTo(ConflictRule.FIRST_WRITER);
        assertThat(file.status().refused())
                .extracting(PolicyProblem::problem)
                .containsExactly("cannot be read; expected a readable file");
    }

    @Test
    void linkThatIsSwapped_isAChange() throws IOException {
        // given: as Kubernetes mounts a ConfigMap
        Path first = Files.createDirectory(directory.resolve("..first"));
        Path second = Files.createDirectory(directory.resolve("..second"));
        Files.writeString(first.resolve("ownership.yaml"), STANDARD);
        Files.writeString(second.resolve("ownership.yaml"), OTHER);
        Path data = Files.createSymbolicLink(directory.resolve("..data"), first.getFileName());
        Path mounted = Files.createSymbolicLink(directory.resolve("ownership.yaml"), Path.of("..data/ownership.yaml"));
        OwnershipFile file = file(mounted);

        // when
        Files.delete(data);
        Files.createSymbolicLink(data, second.getFileName());
        file.look();

        // then
        assertThat(file.look()).isTrue();
        assertThat(rule(file)).isEqualTo(ConflictRule.FIRST_WRITER);
    }
}
