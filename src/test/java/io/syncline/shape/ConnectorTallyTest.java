package io.syncline.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectorTallyTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final ConnectorTally tally = new ConnectorTally();

    @Test
    void counts_addUp() {
        var path = new PathType("callId", ShapeType.TEXT);
        tally.add(Set.of(PathType.PAYLOAD, path), NOW);
        tally.add(Set.of(PathType.PAYLOAD, path), NOW.plusSeconds(1));

        assertThat(tally.take()).containsEntry(path, new ConnectorTally.Seen(2, NOW, NOW.plusSeconds(1)));
        assertThat(tally.take()).isEmpty();
    }

    @Test
    void namesThatSomebodyMakesUp_fillNothing_andWhatIsFamiliarIsStillCounted() {
        var familiar = new PathType("callId", ShapeType.TEXT);
        tally.becomeFamiliar(Set.of(familiar));

        for (int i = 0; i < 10_000; i++) {
            tally.add(Set.of(PathType.PAYLOAD, new PathType("name" + i, ShapeType.TEXT)), NOW);
        }
        tally.add(Set.of(PathType.PAYLOAD, familiar), NOW);

        var counts = tally.take();
        assertThat(counts).hasSize(ConnectorTally.MOST_UNFAMILIAR + 3).containsKey(familiar);
        assertThat(counts.get(PathType.PAYLOAD).times()).isEqualTo(10_001);
        assertThat(counts.get(PathType.MORE).times()).isEqualTo(10_000 - ConnectorTally.MOST_UNFAMILIAR);
    }
}
