package io.syncline.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.shape.ConnectorTally.Seen;
import io.syncline.shape.SampleReads.Sample;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShapeComparisonTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final LocalDate LAST = LocalDate.parse("2026-03-30");
    private static final Map<PathType, Double> NOTHING = Map.of();

    private final Map<PathType, Seen> seen = new HashMap<>();

    @Test
    void firstReview_knowsWhatItFinds() {
        came("callId", ShapeType.TEXT, 100, FIRST, LAST);
        came("notRead", ShapeType.TEXT, 100, FIRST, LAST);

        var review = review(NOTHING, "callId", "status");

        assertThat(review.drifts()).isEmpty();
        assertThat(review.agreed().keySet())
                .extracting(PathType::path)
                .containsExactlyInAnyOrder("", "callId", "notRead");
    }

    @Test
    void renamedField_isOneThatVanished_andOneThatIsNew_untilTheMappingReadsTheNewOne() {
        came("durationSeconds", ShapeType.NUMBER, 50, FIRST, FIRST.plusDays(14));
        came("seconds", ShapeType.NUMBER, 50, FIRST.plusDays(15), LAST);
        var known = Map.of(PathType.PAYLOAD, 1.0, number("durationSeconds"), 1.0);

        var review = review(known, "durationSeconds");

        assertThat(found(review)).containsExactlyInAnyOrder("vanished-field durationSeconds", "new-field seconds");
        assertThat(review.drifts().get(0).summary()).contains("seconds comes since 2026-03-16");
        // and again
        assertThat(found(review(review.agreed(), "durationSeconds"))).hasSize(2);
        // once the mapping reads the new one
        var again = review(review.agreed(), "seconds");
        assertThat(again.drifts()).isEmpty();
        assertThat(again.agreed()).containsKey(number("seconds"));
    }

    @Test
    void objectThatIsNew_isOneFinding() {
        came("caller", ShapeType.OBJECT, 10, LAST, LAST);
        came("caller.name", ShapeType.TEXT, 10, LAST, LAST);
        came("caller.tags", ShapeType.LIST, 10, LAST, LAST);
        came("caller.tags[]", ShapeType.TEXT, 10, LAST, LAST);

        assertThat(found(review(Map.of(PathType.PAYLOAD, 1.0), "callId"))).containsExactly("new-field caller");
    }

    @Test
    void fieldThatFewItemsHave_isNobodysSchema() {
        came("whim", ShapeType.TEXT, 2, LAST, LAST);

        var review = review(Map.of(PathType.PAYLOAD, 1.0), "callId");

        assertThat(review.drifts()).isEmpty();
        assertThat(review.agreed()).containsOnlyKeys(PathType.PAYLOAD);
    }

    @Test
    void otherType_isFound_unlessTheMappingCopesWithIt() {
        came("durationSeconds", ShapeType.TEXT, 10, LAST, LAST);
        var known = Map.of(PathType.PAYLOAD, 1.0, number("durationSeconds"), 1.0);
        var type = new PathType("durationSeconds", ShapeType.TEXT);

        var fails = new ShapeComparison(known, observed(), reads(false, type, "durationSeconds"), true);
        assertThat(found(fails)).containsExactly("changed-type durationSeconds");
        assertThat(fails.drifts().get(0).summary())
                .isEqualTo("durationSeconds is read as number and comes as text since 2026-03-30");
        assertThat(fails.agreed()).isEqualTo(known);

        var copes = new ShapeComparison(known, observed(), reads(true, type, "durationSeconds"), true);
        assertThat(copes.drifts()).isEmpty();
        assertThat(copes.agreed()).containsKey(type);
    }

    @Test
    void otherType_thatCameAndWentAgain_isNone() {
        came("sequence", ShapeType.TEXT, 40, FIRST, FIRST.plusDays(5));
        came("sequence", ShapeType.NUMBER, 60, FIRST.plusDays(6), LAST);

        assertThat(review(Map.of(PathType.PAYLOAD, 1.0, number("sequence"), 1.0), "sequence")
                        .drifts())
                .isEmpty();
    }

    @Test
    void fieldThatIsAlwaysNull_isFound_onceItHadValues() {
        came("note", ShapeType.EMPTY, 10, LAST, LAST);
        var note = new PathType("note", ShapeType.TEXT);

        assertThat(found(review(Map.of(PathType.PAYLOAD, 1.0, note, 0.5), "note")))
                .containsExactly("always-null note");
        assertThat(found(review(Map.of(PathType.PAYLOAD, 1.0, note, 0.01), "note")))
                .isEmpty();
        assertThat(found(review(Map.of(PathType.PAYLOAD, 1.0, note, 0.5), "other")))
                .isEmpty();
    }

    @Test
    void fieldThatVanishes_isFoundByHowOftenItCameBefore_andOnlyWhereItIsRead() {
        var recording = new PathType("recordingUrl", ShapeType.TEXT);

        assertThat(found(review(Map.of(PathType.PAYLOAD, 1.0, recording, 0.5), "recordingUrl")))
                .containsExactly("vanished-field recordingUrl");
        assertThat(found(review(Map.of(PathType.PAYLOAD, 1.0, recording, 0.02), "recordingUrl")))
                .isEmpty();
        assertThat(found(review(Map.of(PathType.PAYLOAD, 1.0, recording, 0.5), "callId")))
                .isEmpty();
    }

    @Test
    void strangersOfMails_haveWhims() {
        came("headers.x-mailer", ShapeType.TEXT, 50, FIRST, LAST);

        assertThat(new ShapeComparison(
                                Map.of(PathType.PAYLOAD, 1.0), observed(), reads(true, PathType.PAYLOAD, "a"), false)
                        .drifts())
                .isEmpty();
    }

    private void came(String path, ShapeType type, long times, LocalDate first, LocalDate last) {
        seen.put(new PathType(path, type), new Seen(times, noon(first), noon(last)));
    }

    /** A hundred items: half on the first day and half on the last. */
    private ObservedShapes observed() {
        seen.put(PathType.PAYLOAD, new Seen(100, noon(FIRST), noon(LAST)));
        return new ObservedShapes(seen, new TreeMap<>(Map.of(FIRST, 50L, LAST, 50L)));
    }

    private ShapeComparison review(Map<PathType, Double> known, String... reads) {
        return new ShapeComparison(known, observed(), reads(true, PathType.PAYLOAD, reads), true);
    }

    private static SampleReads reads(boolean applies, PathType has, String... paths) {
        return new SampleReads(List.of(new Sample(Set.of(has), Set.of(paths), applies)));
    }

    private static PathType number(String path) {
        return new PathType(path, ShapeType.NUMBER);
    }

    private static List<String> found(ShapeComparison comparison) {
        return comparison.drifts().stream()
                .map(drift -> drift.kind().word() + " " + drift.subject())
                .toList();
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
