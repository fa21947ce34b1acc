package io.syncline.backfill;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** An item of an export as it is stored. */
@Entity
@Table(name = "backfill_item")
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class BackfillItemRow {
    @Embeddable
    record Key(UUID backfillId, long ordinal) {}

    @EmbeddedId
    private Key id;

    private String contentType;
    private byte[] payload;

    protected BackfillItemRow() {}

    BackfillItemRow(UUID backfill, long ordinal, ExportItem item) {
        this.id = new Key(backfill, ordinal);
        this.contentType = item.contentType();
        this.payload = item.payload();
    }
}
