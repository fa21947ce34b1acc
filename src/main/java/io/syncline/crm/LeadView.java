package io.syncline.crm;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.UUID;

/**
 * A form as it was submitted, and who works on it.
 *
 * @param email null where none was given, or its sender was erased; so are the other words
 * @param phone in E.164
 * @param contactId the contact of who sent it; null where that is nobody of the CRM, or may be several
 * @param accountId of the contact when it came; of a shared mailbox the company
 */
public record LeadView(
        UUID id,
        UUID activityId,
        String connector,
        String eventKey,
        String form,
        Instant submittedAt,
        String email,
        String name,
        String phone,
        String company,
        String title,
        String message,
        UUID contactId,
        UUID accountId,
        UUID ownerId) {
    /** The columns that {@link #of} reads, of a table {@code l}. */
    static final String COLUMNS =
            """
            l.id, l.activity_id, l.connector, l.event_key, l.form, l.submitted_at, l.email, l.name, l.phone, l.company,
            l.title, l.message, l.contact_id, l.account_id, l.owner_id""";

    static LeadView of(Tuple row) {
        return new LeadView(
                row.get(0, UUID.class),
                row.get(1, UUID.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, Instant.class),
                row.get(6, String.class),
                row.get(7, String.class),
                row.get(8, String.class),
                row.get(9, String.class),
                row.get(10, String.class),
                row.get(11, String.class),
                row.get(12, UUID.class),
                row.get(13, UUID.class),
                row.get(14, UUID.class));
    }

    LeadView ownedBy(UUID owner) {
        return new LeadView(
                id,
                activityId,
                connector,
                eventKey,
                form,
                submittedAt,
                email,
                name,
                phone,
                company,
                title,
                message,
                contactId,
                accountId,
                owner);
    }
}
