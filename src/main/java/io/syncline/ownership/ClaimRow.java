package io.syncline.ownership;

import io.syncline.event.Hashes;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A kept claim; its value is in the key by its hash, since values may be longer than a key. */
@Entity
@Table(name = "field_claim")
@IdClass(ClaimId.class)
class ClaimRow {
    @Id
    private String entity;

    @Id
    private UUID entityId;

    @Id
    private String field;

    @Id
    private String source;

    @Id
    private String valueHash;

    private String value;
    private String role;
    private Instant firstAt;
    private String firstKey;
    private String firstConnector;
    private Instant lastAt;
    private String lastKey;
    private String lastConnector;
    private boolean refused;

    protected ClaimRow() {}

    ClaimRow(FieldId of, KeptClaim claim) {
        entity = of.entity();
        entityId = of.id();
        field = of.field();
        source = claim.source();
        valueHash = Hashes.sha256(claim.value().getBytes(StandardCharsets.UTF_8));
        value = claim.value();
        role = claim.role().word();
        firstAt = claim.first().at();
        firstKey = claim.first().eventKey();
        firstConnector = claim.first().connector();
        lastAt = claim.last().at();
        lastKey = claim.last().eventKey();
        lastConnector = claim.last().connector();
        refused = claim.refused();
    }

    FieldId of() {
        return new FieldId(entity, entityId, field);
    }

    KeptClaim claim() {
        return new KeptClaim(
                Role.of(role).orElseThrow(),
                value,
                new Moment(firstAt, firstKey, firstConnector),
                new Moment(lastAt, lastKey, lastConnector),
                refused);
    }
}
