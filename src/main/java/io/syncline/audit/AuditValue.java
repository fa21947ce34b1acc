package io.syncline.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What of a row of the audit may say who somebody is: it can be taken out, and its salted digest stays on the row. */
@Entity
class AuditValue {
    @Id
    private Long auditId;

    private byte[] salt;

    @JdbcTypeCode(SqlTypes.JSON)
    private String before;

    @JdbcTypeCode(SqlTypes.JSON)
    private String after;

    private String eventKey;

    protected AuditValue() {}

    byte[] salt() {
        return salt;
    }

    /** A JSON object, or null. */
    String before() {
        return before;
    }

    /** A JSON object, or null. */
    String after() {
        return after;
    }

    String eventKey() {
        return eventKey;
    }
}
