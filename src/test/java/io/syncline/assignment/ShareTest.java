package io.syncline.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareTest {
    private static final List<String> USERS = List.of("amy@acme.example", "bob@acme.example", "cat@acme.example");

    @Test
    void records_areSharedOutEvenly() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            counts.merge(Share.of("person" + i + "@globex.example", USERS).orElseThrow(), 1, Integer::sum);
        }
        assertThat(counts.keySet()).hasSize(3);
        assertThat(counts.values()).allMatch(count -> count > 900 && count < 1_100);
    }

    @Test
    void userWhoGoes_movesOnlyTheirOwnRecords() {
        for (int i = 0; i < 500; i++) {
            String record = "person" + i + "@globex.example";
            String before = Share.of(record, USERS).orElseThrow();
            String after = Share.of(record, USERS.subList(0, 2)).orElseThrow();
            assertThat(after).isEqualTo(before.equals("cat@acme.example") ? after : before);
        }
    }

    @Test
    void nobody_isSharedAmong_givesNobody() {
        assertThat(Share.of("jane@globex.example", List.of())).isEmpty();
    }
}
