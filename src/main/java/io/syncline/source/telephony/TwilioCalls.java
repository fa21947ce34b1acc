package io.syncline.source.telephony;

import static java.util.stream.Collectors.toMap;

import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.Participant;
import io.syncline.event.PermanentSyncException;
import io.syncline.source.payload.Fields;
import io.syncline.source.payload.FormBody;
import io.syncline.source.payload.JsonBody;
import io.syncline.source.payload.Media;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Twilio's status callbacks of calls and of recordings. */
@ApplicationScoped
class TwilioCalls implements CallProvider {
    private static final long MOST_SECONDS = 30L * 24 * 60 * 60;
    private static final Map<String, CallStatus> STATUSES = words(
            "queued", CallStatus.INITIATED,
            "initiated", CallStatus.INITIATED,
            "ringing", CallStatus.RINGING,
            "in-progress", CallStatus.ANSWERED,
            "completed", CallStatus.COMPLETED,
            "busy", CallStatus.MISSED,
            "no-answer", CallStatus.MISSED,
            "canceled", CallStatus.MISSED,
            "failed", CallStatus.MISSED);
    private static final Map<String, Direction> DIRECTIONS = words(
            "inbound", Direction.INBOUND,
            "outbound-api", Direction.OUTBOUND,
            "outbound-dial", Direction.OUTBOUND,
            "outbound", Direction.OUTBOUND);
    private static final List<String> RECORDING_STATUSES = List.of("in-progress", "completed", "absent", "failed");

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public CallState read(Delivery delivery, String region) {
        Fields call = Media.of(delivery.contentType()).type().equals("application/json")
                ? JsonBody.read(delivery)
                : Fields.of(FormBody.read(delivery));
        String callId = call.requiredId("CallSid");
        return call.id("CallStatus").isPresent() ? state(callId, call, region) : recording(callId, call);
    }

    private static CallState state(String callId, Fields call, String region) {
        CallStatus status = call.requiredWord("CallStatus", STATUSES);
        Optional<Long> sequence = call.digits("SequenceNumber", Long.MAX_VALUE);
        Instant at = timestamp(call, "Timestamp");
        Optional<Long> seconds = call.digits("CallDuration", MOST_SECONDS);
        Map<String, Object> details = details(call);
        seconds.ifPresent(value -> details.put("durationSeconds", value));
        details.put("providerStatus", call.id("CallStatus").orElseThrow());
        return new CallState(
                callId,
                call.id("CallStatus").orElseThrow()
                        + sequence.map(number -> ":" + number).orElse(""),
                sequence.orElse(null),
                status,
                call.word("Direction", DIRECTIONS).orElse(Direction.UNKNOWN),
                at,
                // The end alone says when it began, too; an earlier state knows better and wins by being earlier.
                at == null || !status.ends()
                        ? null
                        : seconds.map(at::minusSeconds).orElse(null),
                participants(call, region),
                details);
    }

    /** A recording has a callback of its own, which says nothing of the call's state. */
    private static CallState recording(String callId, Fields call) {
        String recording = call.id("RecordingSid")
                .orElseThrow(
                        () -> new PermanentSyncException(
                                "CallStatus and RecordingSid are missing; expected a status callback of a call or a recording"));
        String status =
                call.word("RecordingStatus", identity(RECORDING_STATUSES)).orElse("completed");
        return new CallState(
                callId,
                "recording:" + recording + ":" + status,
                null,
                CallStatus.RECORDED,
                Direction.UNKNOWN,
                timestamp(call, "RecordingStartTime"),
                null,
                List.of(),
                details(call));
    }

    private static Map<String, Object> details(Fields call) {
        var details = new LinkedHashMap<String, Object>();
        call.url("RecordingUrl").ifPresent(url -> details.put("recordingUrl", url));
        call.id("ParentCallSid").ifPresent(parent -> details.put("parentCallId", parent));
        return details;
    }

    private static List<Participant> participants(Fields call, String region) {
        var people = new ArrayList<Participant>();
        for (String role : List.of("from", "to")) {
            String field = role.equals("from") ? "From" : "To";
            TwilioParty.of(call.line(field, TwilioParty.LONGEST)).ifPresent(party -> {
                people.add(party.participant(role, region));
                if (party.isClient()) {
                    people.add(party.participant("agent", region));
                }
            });
        }
        return people;
    }

    /** Twilio writes RFC 2822, in UTC. */
    private static Instant timestamp(Fields call, String field) {
        Optional<String> text = call.line(field, 64);
        try {
            return text.map(value -> OffsetDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .filter(Fields::isUsable)
                    .orElse(null);
        } catch (DateTimeException bad) {
            throw new PermanentSyncException(
                    field + " is another text; expected a time such as Mon, 02 Mar 2026 10:00:00 +0000");
        }
    }

    private static Map<String, String> identity(List<String> words) {
        return words.stream().collect(toMap(word -> word, word -> word, (a, b) -> a, LinkedHashMap::new));
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> words(Object... wordsAndMeanings) {
        var words = new LinkedHashMap<String, T>();
        for (int i = 0; i < wordsAndMeanings.length; i += 2) {
            words.put((String) wordsAndMeanings[i], (T) wordsAndMeanings[i + 1]);
        }
        return words;
    }
}
