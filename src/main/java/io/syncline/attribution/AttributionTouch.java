package io.syncline.attribution;

import io.syncline.event.Ids;
import io.syncline.event.SourceEvent;
import io.syncline.event.Touch;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * A marketing touch of a contact, or of the account whose shared mailbox wrote. Touches are only added: the first and the last by {@code occurredAt} and then the event
 * key are the first and last touch, whatever the order in which they came.
 */
@Entity
public class AttributionTouch {
    @Id
    private UUID id;

    private String eventKey;
    private UUID contactId;
    private UUID accountId;
    private Instant occurredAt;
    private String source;
    private String medium;
    private String campaign;
    private String term;
    private String content;
    private String landingPage;
    private String referrer;

    protected AttributionTouch() {}

    AttributionTouch(SourceEvent event, UUID contactId, UUID accountId, Touch touch) {
        id = Ids.named("touch:" + event.key());
        eventKey = event.key().value();
        this.contactId = contactId;
        this.accountId = accountId;
        occurredAt = touch.at();
        source = touch.source();
        medium = touch.medium();
        campaign = touch.campaign();
        term = touch.term();
        content = touch.content();
        landingPage = touch.landingPage();
        referrer = touch.referrer();
    }

    public UUID id() {
        return id;
    }

    public String eventKey() {
        return eventKey;
    }

    /** Null for a touch of a shared mailbox. */
    public UUID contactId() {
        return contactId;
    }

    /** The account that a shared mailbox belongs to; null where there is a contact. */
    public UUID accountId() {
        return accountId;
    }

    /** The touch as the form gave it. */
    public Touch touch() {
        return new Touch(occurredAt, source, medium, campaign, term, content, landingPage, referrer);
    }
}
