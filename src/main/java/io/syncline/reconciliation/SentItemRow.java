package io.syncline.reconciliation;

import io.syncline.backfill.ExportItem;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** An item of a list as it is stored. */
@Entity
@Table(name = "reconciliation_item")
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class SentItemRow {
    @Embeddable
    record Key(UUID runId, long ordinal) {}

    @EmbeddedId
    private Key id;

    private String contentType;
    private byte[] payload;

    protected SentItemRow() {}

    SentItemRow(UUID run, long ordinal, ExportItem item) {
        this.id = new Key(run, ordinal);
        this.contentType = item.contentType();
        this.payload = item.payload();
    }
}
