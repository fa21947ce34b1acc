package io.syncline.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of the audit; the database refuses to change or delete it. */
@Entity
@Table(name = "audit")
public class AuditRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Instant at;
    private String entity;
    private String entityId;
    private String action;

    @JdbcTypeCode(SqlTypes.JSON)
    private String before;

    @JdbcTypeCode(SqlTypes.JSON)
    private String after;

    private String rule;
    private String policyVersion;
    private String eventKey;
    private String connector;
    private String actor;

    protected AuditRow() {}

    AuditRow(Instant at, AuditEntry entry, String before, String after) {
        this.at = at;
        this.entity = entry.entity();
        this.entityId = entry.entityId();
        this.action = entry.action();
        this.before = before;
        this.after = after;
        this.rule = entry.rule();
        this.policyVersion = entry.policyVersion();
        this.eventKey = entry.eventKey();
        this.connector = entry.connector();
        this.actor = entry.actor();
    }

    public Long id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    public String entity() {
        return entity;
    }

    public String entityId() {
        return entityId;
    }

    public String action() {
        return action;
    }

    /** A JSON object, or null. */
    public String before() {
        return before;
    }

    /** A JSON object, or null. */
    public String after() {
        return after;
    }

    public String rule() {
        return rule;
    }

    public String policyVersion() {
        return policyVersion;
    }

    public String eventKey() {
        return eventKey;
    }

    public String connector() {
        return connector;
    }

    public String actor() {
        return actor;
    }
}
