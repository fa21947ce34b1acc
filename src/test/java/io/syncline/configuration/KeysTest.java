package io.syncline.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void sections_areThoseOfConfigMappings() {
        var prefixes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.syncline").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(KeysTest::section)
                        .distinct()
                        .toList();

        assertThat(Keys.SECTIONS).containsExactlyInAnyOrderElementsOf(prefixes);
    }

    private static String section(JavaClass type) {
        return type.getAnnotationOfType(ConfigMapping.class)
                .prefix()
                .replace("syncline.", "")
                .replaceAll("\\..*", "");
    }
}
