package io.syncline.attribution;

import io.syncline.event.Address;
import io.syncline.event.Ids;
import io.syncline.event.LeadDetails;
import io.syncline.event.SourceEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A form as it was submitted. */
@Entity
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class Lead {
    @Id
    private UUID id;

    private UUID activityId;
    private String connector;
    private String eventKey;
    private UUID contactId;
    private UUID accountId;
    private String form;
    private Instant submittedAt;
    private String email;
    private String name;
    private String phone;
    private String company;
    private String title;
    private String message;

    protected Lead() {}

    Lead(SourceEvent event, LeadDetails details, UUID contactId, UUID accountId) {
        id = Ids.named("lead:" + event.key());
        activityId = event.activityId();
        connector = event.delivery().connector();
        eventKey = event.key().value();
        this.contactId = contactId;
        this.accountId = accountId;
        form = details.form();
        submittedAt = details.submittedAt();
        email = value(details.email());
        name = details.name();
        phone = value(details.phone());
        company = details.company();
        title = details.title();
        message = details.message();
    }

    UUID id() {
        return id;
    }

    private static String value(Address address) {
        return address == null ? null : address.value();
    }
}
