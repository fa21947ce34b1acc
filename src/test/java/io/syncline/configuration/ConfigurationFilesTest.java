package io.syncline.configuration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeDirectory() throws IOException {
        file = Files.createDirectory(directory.resolve("config")).resolve("application.yaml");
    }

    @Test
    void check_brokenYaml_namesFileAndLine() throws IOException {
        Files.writeString(file, "syncline:\n  organization: [\n  connectors:\n");

        assertThatThrownBy(() -> ConfigurationFiles.check(directory, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file + ", line 4: ");
    }

    @Test
    void check_aFileElsewhere_isLookedAt() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("mine.yml"), "a: 1\na: 2\n");

        assertThatThrownBy(() -> ConfigurationFiles.check(directory, "none," + elsewhere))
                .hasMessageContaining(elsewhere + ", line 2: found duplicate key a");
    }

    @Test
    void check_noFile_commentsOnly_orProperYaml_isFine() throws IOException {
        assertThatCode(() -> ConfigurationFiles.check(directory, null)).doesNotThrowAnyException();

        Files.writeString(file, "# nothing\n");
        assertThatCode(() -> ConfigurationFiles.check(directory, null)).doesNotThrowAnyException();

        Files.writeString(file, "a: 1\n---\n\"%dev\":\n  a: 2\n");
        assertThatCode(() -> ConfigurationFiles.check(directory, null)).doesNotThrowAnyException();
    }
}
