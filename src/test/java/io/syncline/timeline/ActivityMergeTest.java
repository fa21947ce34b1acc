package io.syncline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.event.ActivityFacts;
import io.syncline.event.Address;
import io.syncline.event.Direction;
import io.syncline.event.Participant;
import io.syncline.event.Rank;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ActivityMergeTest {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

    /** An event of one activity. */
    record Event(ActivityFacts facts, Rank rank, boolean partial) {}

    @Property(tries = 1000)
    void callStatesInAnyOrderAndRepetition_endInTheSameCall(
            @ForAll("callStates") List<Event> events, @ForAll Random random) {
        assertThat(merged(shuffled(events, random))).isEqualTo(merged(events));
    }

    @Property(tries = 1000)
    void meetingRevisionsAndTombstonesInAnyOrder_endInTheSameMeeting(
            @ForAll("meetingRevisions") List<Event> events, @ForAll Random random) {
        assertThat(merged(shuffled(events, random))).isEqualTo(merged(events));
    }

    @Test
    void completedCall_doesNotRingAgain() {
        // given
        Event completed = new Event(facts(5, "completed", 50, "a"), rank(1), true);
        Event ringing = new Event(facts(1, "ringing", 20, null), rank(9), true);

        // when
        ActivityState state = merged(List.of(completed, ringing));

        // then
        assertThat(state.facts().status()).isEqualTo("completed");
        assertThat(state.facts().occurredAt()).isEqualTo(T0.plusSeconds(1));
    }

    @Test
    void olderSnapshot_changesNothing() {
        // given
        ActivityState newer = merged(List.of(new Event(facts(5, "confirmed", 0, "new"), rank(2), false)));

        // when
        var result = ActivityMerge.merge(newer, facts(1, "cancelled", 0, "old"), rank(1), false);

        // then
        assertThat(result.changed()).isFalse();
        assertThat(result.state()).isEqualTo(newer);
    }

    @Test
    void newerSnapshot_clearsWhatItDoesNotSay() {
        // given
        ActivityState older = merged(List.of(new Event(facts(5, "confirmed", 0, "title"), rank(1), false)));

        // when
        var result = ActivityMerge.merge(older, facts(5, "confirmed", 0, null), rank(2), false);

        // then
        assertThat(result.changed()).isTrue();
        assertThat(result.state().facts().subject()).isNull();
    }

    @Provide
    Arbitrary<List<Event>> callStates() {
        var states = Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of("initiated", "ringing", "answered", "completed", "missed", "voicemail", null),
                        Arbitraries.strings().alpha().ofLength(1).injectNull(0.4),
                        Arbitraries.integers().between(0, 4))
                .as((second, status, text, sequence) -> new Event(
                        facts(second, status, precedence(status), text), unique(sequence, second, status, text), true));
        return states.list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Event>> meetingRevisions() {
        var revisions = Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of("confirmed", "tentative", "cancelled"),
                        Arbitraries.strings().alpha().ofLength(1).injectNull(0.4),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of(true, false, false))
                .as((second, status, text, sequence, tombstone) -> new Event(
                        facts(second, status, 0, text), unique(sequence, second, status + tombstone, text), tombstone));
        return revisions.list().ofMinSize(1).ofMaxSize(6);
    }

    private static List<Event> shuffled(List<Event> events, Random random) {
        List<Event> copies = new ArrayList<>(events);
        copies.addAll(events.subList(0, random.nextInt(events.size() + 1)));
        Collections.shuffle(copies, random);
        return copies;
    }

    /** Applies events as the ledger does: each key once. */
    private static ActivityState merged(List<Event> events) {
        ActivityState state = null;
        List<Rank> seen = new ArrayList<>();
        for (Event event : events) {
            if (!seen.contains(event.rank())) {
                seen.add(event.rank());
                state = (state == null
                                ? ActivityMerge.first(event.facts(), event.rank(), event.partial())
                                : ActivityMerge.merge(state, event.facts(), event.rank(), event.partial()))
                        .state();
            }
        }
        return state;
    }

    private static ActivityFacts facts(int second, String status, int precedence, String text) {
        List<Participant> people = text == null
                ? List.of()
                : List.of(new Participant(
                        text.compareTo("m") < 0 ? "from" : "agent",
                        new Address(Address.Type.EMAIL, text.toLowerCase(Locale.ROOT) + "@acme.example"),
                        null));
        return new ActivityFacts(
                T0.plusSeconds(second),
                second % 2 == 0 ? T0.plusSeconds(100L + second) : null,
                second % 3 == 0 ? Direction.UNKNOWN : Direction.INBOUND,
                text,
                status,
                precedence,
                text,
                people,
                text == null ? Map.of() : Map.of("note", text));
    }

    private static int precedence(String status) {
        return status == null
                ? 0
                : List.of("initiated", "ringing", "answered", "missed", "voicemail", "completed")
                                .indexOf(status)
                        + 1;
    }

    /** Different content has a different rank, as the event key is part of it. */
    private static Rank unique(int sequence, int second, String status, String text) {
        return new Rank(sequence, T0.plusSeconds(second), "key:" + status + ":" + text);
    }

    private static Rank rank(int revision) {
        return new Rank(revision, T0, "key:" + revision);
    }
}
