package io.syncline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.alert.Trouble.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final Digest DIGEST = new Digest(
            "revops@acme.example",
            List.of(
                    new Trouble("mail", Kind.FAILING, 0, "3 reads failed in a row: the password is wrong"),
                    new Trouble("calls", Kind.DEAD_LETTERS, 2, "2 events wait for a decision")),
            List.of(new Noted("leads", Kind.SILENT, Instant.parse("2026-03-02T10:00:00Z"), Instant.EPOCH, 0)));

    @Test
    void subject_namesConnectorsAndWhatIsWithThem() {
        assertThat(DIGEST.getSubject())
                .isEqualTo("Syncline: mail failing, calls has dead letters, leads not silent any more");
    }

    @Test
    void text_saysWhy() {
        assertThat(DIGEST.getText())
                .contains("- mail: failing: 3 reads failed in a row: the password is wrong\n")
                .contains("- leads: not silent any more (it was since 2026-03-02T10:00:00Z)\n");
    }

    @Test
    void json_hasTheSameForPrograms() {
        assertThat(DIGEST.getJson())
                .containsEntry("owner", "revops@acme.example")
                .containsEntry("over", List.of(Map.of("connector", "leads", "problem", "silent")))
                .extractingByKey("news")
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(news -> news.get("problem"))
                .containsExactly("failing", "dead-letters");
    }

    @Test
    void digestWithoutNews_isNotWorthSending() {
        assertThat(Digest.none("revops@acme.example").isWorthSending()).isFalse();
    }
}
