package io.syncline.ownership;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A policy that was in force from some time on. */
@Entity
@Table(name = "ownership_policy")
class PolicyRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String version;
    private String hash;
    private String label;
    private String text;
    private Instant since;

    protected PolicyRow() {}

    PolicyRow(OwnershipPolicy policy, Instant now) {
        version = policy.version();
        hash = policy.hash();
        label = policy.label();
        text = policy.text();
        since = now;
    }

    Long id() {
        return id;
    }

    String version() {
        return version;
    }

    String hash() {
        return hash;
    }

    String label() {
        return label;
    }

    String text() {
        return text;
    }

    Instant since() {
        return since;
    }
}
