package io.syncline.connector;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** How far one folder or calendar has been read. */
@Entity
@IdClass(CheckpointId.class)
class Checkpoint {
    @Id
    String connector;

    @Id
    String scope;

    @JdbcTypeCode(SqlTypes.JSON)
    String position;

    Instant updatedAt;
}
