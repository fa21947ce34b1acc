package io.syncline.timeline;

import io.syncline.event.ActivityFacts;
import io.syncline.event.Direction;
import io.syncline.event.Kind;
import io.syncline.event.SourceEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One engagement on the timeline, made of one or more events. */
@Entity
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
public class Activity {
    @Id
    private UUID id;

    private String activityKey;
    private String kind;
    private Instant occurredAt;
    private Instant endedAt;
    private String direction;
    private String subject;
    private String status;
    private String body;

    @JdbcTypeCode(SqlTypes.JSON)
    private String attributes;

    @JdbcTypeCode(SqlTypes.JSON)
    private String actor;

    @JdbcTypeCode(SqlTypes.JSON)
    private String ranks;

    private String connector;
    private String externalId;
    private String eventKey;
    private Instant receivedAt;
    private int version;
    private Instant updatedAt;

    protected Activity() {}

    Activity(SourceEvent event) {
        id = event.activityId();
        activityKey = event.activityKey();
        kind = event.kind().word();
    }

    public UUID id() {
        return id;
    }

    public Kind kind() {
        return Kind.of(kind);
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    public Instant endedAt() {
        return endedAt;
    }

    public Direction direction() {
        return Direction.of(direction);
    }

    public String subject() {
        return subject;
    }

    public String status() {
        return status;
    }

    public String body() {
        return body;
    }

    /** A JSON object. */
    public String attributes() {
        return attributes;
    }

    /** A JSON object that says who acted, or null until the activity is associated. */
    public String actor() {
        return actor;
    }

    String ranks() {
        return ranks;
    }

    public String connector() {
        return connector;
    }

    public String externalId() {
        return externalId;
    }

    public String eventKey() {
        return eventKey;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** Takes over merged facts. */
    void become(ActivityFacts facts, String attributesJson, String ranksJson, Instant now) {
        occurredAt = facts.occurredAt();
        endedAt = facts.endedAt();
        direction = (facts.direction() == null ? Direction.UNKNOWN : facts.direction()).word();
        subject = facts.subject();
        status = facts.status() == null ? "unknown" : facts.status();
        body = facts.body();
        attributes = attributesJson;
        ranks = ranksJson;
        version++;
        updatedAt = now;
    }

    /** Takes over the source metadata of its newest event. */
    void comeFrom(SourceEvent event) {
        connector = event.delivery().connector();
        externalId = event.externalId();
        eventKey = event.key().value();
        receivedAt = event.delivery().receivedAt();
    }
}
