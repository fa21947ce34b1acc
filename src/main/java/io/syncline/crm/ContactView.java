package io.syncline.crm;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person outside the organization.
 *
 * @param emails in lower case
 * @param phones in E.164
 * @param mergedInto the contact that stands for this one since a merge, or null
 */
public record ContactView(
        UUID id,
        String name,
        String title,
        List<String> emails,
        List<String> phones,
        UUID accountId,
        UUID ownerId,
        UUID mergedInto,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    static ContactView of(Contact row, AddressBook addresses) {
        return new ContactView(
                row.id(),
                row.name(),
                row.title(),
                addresses.emails(),
                addresses.phones(),
                row.accountId(),
                row.ownerId(),
                row.mergedInto(),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }
}
