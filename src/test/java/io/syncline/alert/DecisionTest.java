package io.syncline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.alert.Trouble.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration AFTER = Duration.ofMinutes(2);
    private static final Trouble FAILING = new Trouble("mail", Kind.FAILING, 0, "3 reads failed in a row");

    @Test
    void trouble_isToldOnceWhenItHasLasted() {
        Decision first = decide(List.of(), NOW, FAILING);
        Decision soon = decide(first.noted(), NOW.plusSeconds(119), FAILING);
        Decision later = decide(soon.noted(), NOW.plusSeconds(120), FAILING);
        Decision again = decide(later.noted(), NOW.plusSeconds(9_999), FAILING);

        assertThat(first.isWorthADigest()).isFalse();
        assertThat(soon.isWorthADigest()).isFalse();
        assertThat(later.news()).containsExactly(FAILING);
        assertThat(again.isWorthADigest()).isFalse();
    }

    @Test
    void troubleThatIsOverBeforeAnybodyHeard_isForgotten() {
        Decision over = decide(decide(List.of(), NOW, FAILING).noted(), NOW.plusSeconds(60));

        assertThat(over.isWorthADigest()).isFalse();
        assertThat(over.noted()).isEmpty();
    }

    @Test
    void recovery_isToldOnceToWhomTheTroubleWas() {
        List<Noted> told = List.of(new Noted("mail", Kind.FAILING, NOW, NOW, 0));

        Decision over = decide(told, NOW.plusSeconds(60));

        assertThat(over.over()).isEqualTo(told);
        assertThat(decide(over.noted(), NOW.plusSeconds(90)).isWorthADigest()).isFalse();
    }

    @Test
    void moreDeadLetters_areNewsAndFewerAreNot() {
        List<Noted> three = List.of(new Noted("mail", Kind.DEAD_LETTERS, NOW, NOW, 3));

        assertThat(decide(three, NOW, dead(3)).news()).isEmpty();
        assertThat(decide(three, NOW, dead(4)).news()).containsExactly(dead(4));
        Decision fewer = decide(three, NOW, dead(1));
        assertThat(fewer.news()).isEmpty();
        assertThat(decide(fewer.noted(), NOW, dead(2)).news()).containsExactly(dead(2));
    }

    @Test
    void whatCannotBeToldYet_isToldLater() {
        List<Noted> told = List.of(new Noted("mail", Kind.FAILING, NOW, NOW, 0));
        Trouble silent = new Trouble("calls", Kind.SILENT, 0, "it has never called");

        Decision quiet = Decision.of(told, List.of(silent), AFTER, NOW.plusSeconds(300), false);
        Decision then = decide(quiet.noted(), NOW.plusSeconds(900), silent);

        assertThat(quiet.isWorthADigest()).isFalse();
        assertThat(then.news()).containsExactly(silent);
        assertThat(then.over()).isEqualTo(told);
    }

    @Test
    void anotherTroubleOfTheSameConnector_isNewsAndTheOneBeforeIsOver() {
        List<Noted> told = List.of(new Noted("mail", Kind.LAGGING, NOW, NOW, 0));
        Decision seen = decide(told, NOW.plusSeconds(10), FAILING);
        Decision lasted = decide(seen.noted(), NOW.plusSeconds(130), FAILING);

        assertThat(seen.over()).isEqualTo(told);
        assertThat(lasted.news()).containsExactly(FAILING);
    }

    private static Decision decide(List<Noted> before, Instant now, Trouble... seen) {
        return Decision.of(before, List.of(seen), AFTER, now, true);
    }

    private static Trouble dead(long count) {
        return new Trouble("mail", Kind.DEAD_LETTERS, count, count + " events wait for a decision");
    }
}
