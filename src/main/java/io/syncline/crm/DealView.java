package io.syncline.crm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A deal.
 *
 * @param currency an ISO 4217 code, or null
 * @param openedAt null where nobody said so
 * @param closedAt when it was won or lost; null while it is open
 */
public record DealView(
        UUID id,
        String name,
        Stage stage,
        BigDecimal amount,
        String currency,
        UUID accountId,
        UUID ownerId,
        List<DealRole> contacts,
        Instant openedAt,
        Instant closedAt,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    /** A contact's part in the deal; the role is free text, or null. */
    public record DealRole(UUID contactId, String role) {}

    static DealView of(Deal row, List<DealRole> contacts) {
        return new DealView(
                row.id(),
                row.name(),
                row.stage(),
                row.amount(),
                row.currency(),
                row.accountId(),
                row.ownerId(),
                contacts,
                row.openedAt(),
                row.closedAt(),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }
}
