package io.syncline.crm;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A company.
 *
 * @param domains its e-mail domains, by which activities find it
 * @param ownerId the user who looks after it, or null
 * @param version counts its changes
 */
public record AccountView(
        UUID id, String name, List<String> domains, UUID ownerId, int version, Instant createdAt, Instant updatedAt) {
    static AccountView of(Account row, List<String> domains) {
        return new AccountView(
                row.id(), row.name(), domains, row.ownerId(), row.version(), row.createdAt(), row.updatedAt());
    }
}
