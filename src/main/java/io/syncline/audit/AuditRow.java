package io.syncline.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of the audit without its values; the database refuses to change or delete it. Written by SQL of {@link Audit}. */
@Entity
@Table(name = "audit")
class AuditRow {
    @Id
    private Long id;

    private Instant at;
    private String entity;
    private String entityId;
    private String action;
    private String rule;
    private String policyVersion;
    private String connector;
    private String actor;
    private byte[] digest;

    protected AuditRow() {}

    Long id() {
        return id;
    }

    Instant at() {
        return at;
    }

    String entity() {
        return entity;
    }

    String entityId() {
        return entityId;
    }

    String action() {
        return action;
    }

    String rule() {
        return rule;
    }

    String policyVersion() {
        return policyVersion;
    }

    String connector() {
        return connector;
    }

    String actor() {
        return actor;
    }

    /** Whether it has values, or had them before they were taken out. */
    boolean hasValues() {
        return digest != null;
    }
}
