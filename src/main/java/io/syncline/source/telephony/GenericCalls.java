package io.syncline.source.telephony;

import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.Participant;
import io.syncline.source.payload.Fields;
import io.syncline.source.payload.JsonBody;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The generic call: JSON with our own names. */
@ApplicationScoped
class GenericCalls implements CallProvider {
    private static final int LONGEST_PARTY = 320;
    private static final int LONGEST_NOTE = 10_000;
    private static final long MOST_SECONDS = 30L * 24 * 60 * 60;
    private static final Map<String, CallStatus> STATUSES = statuses();
    private static final Map<String, Direction> DIRECTIONS = directions();

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public CallState read(Delivery delivery, String region) {
        Fields call = JsonBody.read(delivery);
        Optional<Long> sequence = call.number("sequence", Long.MAX_VALUE);
        CallStatus status = call.requiredWord("status", STATUSES);
        return new CallState(
                call.requiredId("callId"),
                sequence.map(String::valueOf).orElse(status.word()),
                sequence.orElse(null),
                status,
                call.word("direction", DIRECTIONS).orElse(Direction.UNKNOWN),
                call.time("occurredAt").orElse(null),
                call.time("startedAt").orElse(null),
                participants(call, region),
                details(call));
    }

    private static List<Participant> participants(Fields call, String region) {
        return Stream.of("from", "to", "agent")
                .flatMap(role -> call.line(role, LONGEST_PARTY).map(text -> CallParty.of(role, text, region)).stream())
                .toList();
    }

    private static Map<String, Object> details(Fields call) {
        var details = new LinkedHashMap<String, Object>();
        call.number("durationSeconds", MOST_SECONDS).ifPresent(value -> details.put("durationSeconds", value));
        call.url("recordingUrl").ifPresent(value -> details.put("recordingUrl", value));
        call.text("note", LONGEST_NOTE).ifPresent(value -> details.put("note", value));
        return details;
    }

    private static Map<String, CallStatus> statuses() {
        var statuses = new LinkedHashMap<String, CallStatus>();
        Arrays.stream(CallStatus.values()).forEach(status -> statuses.put(status.word(), status));
        return statuses;
    }

    private static Map<String, Direction> directions() {
        var directions = new LinkedHashMap<String, Direction>();
        Stream.of(Direction.INBOUND, Direction.OUTBOUND)
                .forEach(direction -> directions.put(direction.word(), direction));
        return directions;
    }
}
