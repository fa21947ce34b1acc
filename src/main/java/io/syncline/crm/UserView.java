package io.syncline.crm;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person of the organization.
 *
 * @param emails in lower case
 * @param phones in E.164
 */
public record UserView(
        UUID id,
        String name,
        List<String> emails,
        List<String> phones,
        boolean active,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    static UserView of(CrmUser row, AddressBook addresses) {
        return new UserView(
                row.id(),
                row.name(),
                addresses.emails(),
                addresses.phones(),
                row.active(),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }
}
