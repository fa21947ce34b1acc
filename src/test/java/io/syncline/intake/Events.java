package io.syncline.intake;

import io.syncline.event.ActivityFacts;
import io.syncline.event.Address;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.EventKey;
import io.syncline.event.Hashes;
import io.syncline.event.Kind;
import io.syncline.event.LeadDetails;
import io.syncline.event.Participant;
import io.syncline.event.Rank;
import io.syncline.event.SourceEvent;
import io.syncline.event.Touch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Events as translators make them, for tests of the path behind. */
public final class Events {
    public static final String CONNECTOR = "test-calls";
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private Events() {}

    public static Address email(String value) {
        return new Address(Address.Type.EMAIL, value);
    }

    public static Address phone(String value) {
        return new Address(Address.Type.PHONE, value);
    }

    public static Delivery delivery(String payload) {
        return new Delivery(
                CONNECTOR,
                UUID.randomUUID().toString(),
                "application/json",
                payload.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                Instant.parse("2026-03-02T10:05:00Z"));
    }

    /** A state of a call. */
    public static SourceEvent call(String callId, int sequence, String status, int precedence, String from) {
        String key = "call:v1:test-calls:" + callId + ":" + sequence;
        var facts = new ActivityFacts(
                START.plusSeconds(sequence),
                null,
                Direction.INBOUND,
                "Call",
                status,
                precedence,
                null,
                List.of(new Participant("from", phone(from), null), new Participant("to", phone("+14155550100"), null)),
                Map.of("sequence", sequence));
        return event(
                key,
                Kind.CALL,
                "call:test-calls:" + callId,
                new Rank(sequence, START.plusSeconds(sequence), key),
                true,
                facts);
    }

    /** A mail with a Message-ID that is its id. */
    public static SourceEvent mail(
            String id, Instant at, Address from, List<Address> to, Direction direction, String... references) {
        String key = "mail:v1:" + id;
        List<Participant> people = new ArrayList<>();
        people.add(new Participant("from", from, "Name of " + from.value()));
        to.forEach(address -> people.add(new Participant("to", address, null)));
        var facts = new ActivityFacts(at, null, direction, "Subject of " + id, "sent", 0, "text", people, Map.of());
        var thread = new ArrayList<>(List.of(id));
        thread.addAll(List.of(references));
        SourceEvent plain = event(key, Kind.EMAIL, "mail:" + id, new Rank(0, at, key), false, facts);
        return new SourceEvent(
                plain.key(),
                plain.kind(),
                plain.activityKey(),
                id,
                plain.contentHash(),
                plain.rank(),
                false,
                facts,
                thread,
                Optional.empty(),
                Optional.empty(),
                plain.delivery());
    }

    /** A lead of a form without ids: its key is a content hash within an hour. */
    public static SourceEvent lead(String email, String name, String company, Instant at) {
        String hash = Hashes.sha256(List.of(email, name, company));
        var key = EventKey.within(Duration.ofHours(1), "lead:v1:test-calls:", hash);
        var details = new LeadDetails(
                "demo",
                at,
                email(email),
                name,
                null,
                company,
                "CTO",
                "hello",
                new Touch(at, "google", "cpc", "spring", null, null, "https://www.acme.example/", null),
                Set.of());
        var facts = new ActivityFacts(
                at,
                null,
                Direction.INBOUND,
                "Form demo",
                "submitted",
                0,
                "hello",
                List.of(new Participant("submitter", email(email), name)),
                Map.of());
        SourceEvent plain = event(key.value(), Kind.LEAD, "lead:" + hash, new Rank(0, at, key.value()), false, facts);
        return new SourceEvent(
                key,
                Kind.LEAD,
                plain.activityKey(),
                hash,
                plain.contentHash(),
                plain.rank(),
                false,
                facts,
                List.of(),
                Optional.of(details),
                Optional.empty(),
                plain.delivery());
    }

    /** A lead that gives a number beside its address. */
    public static SourceEvent leadWithPhone(String email, String phone, Instant at) {
        SourceEvent plain = lead(email, "Jane", "Globex", at);
        LeadDetails said = plain.lead().orElseThrow();
        var details = new LeadDetails(
                said.form(),
                at,
                said.email(),
                said.name(),
                phone(phone),
                said.company(),
                said.title(),
                said.message(),
                said.touch(),
                said.leftBlank());
        return new SourceEvent(
                plain.key(),
                plain.kind(),
                plain.activityKey(),
                plain.externalId(),
                plain.contentHash(),
                plain.rank(),
                plain.partial(),
                plain.facts(),
                plain.thread(),
                Optional.of(details),
                plain.exclusion(),
                plain.delivery());
    }

    /** The same item, delivered again. */
    public static SourceEvent again(SourceEvent event, Instant receivedAt) {
        Delivery first = event.delivery();
        var next = new Delivery(
                first.connector(),
                UUID.randomUUID().toString(),
                first.contentType(),
                first.payload(),
                first.context(),
                receivedAt);
        return with(event, next);
    }

    /** The event as another delivery brings it. */
    public static SourceEvent with(SourceEvent event, Delivery delivery) {
        return new SourceEvent(
                event.key(),
                event.kind(),
                event.activityKey(),
                event.externalId(),
                event.contentHash(),
                event.rank(),
                event.partial(),
                event.facts(),
                event.thread(),
                event.lead(),
                event.exclusion(),
                delivery);
    }

    public static SourceEvent event(
            String key, Kind kind, String activityKey, Rank rank, boolean partial, ActivityFacts facts) {
        return new SourceEvent(
                EventKey.of("", key),
                kind,
                activityKey,
                key,
                Hashes.sha256(List.of(key)),
                rank,
                partial,
                facts,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                delivery(key));
    }
}
