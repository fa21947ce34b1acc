package io.syncline.source.lead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.connector.Connectors;
import io.syncline.connector.LeadFormConfig;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.ActivityFacts;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.EventKey;
import io.syncline.event.Hashes;
import io.syncline.event.Kind;
import io.syncline.event.LeadDetails;
import io.syncline.event.Participant;
import io.syncline.event.Rank;
import io.syncline.event.SourceEvent;
import io.syncline.event.SourceEvent.Exclusion;
import io.syncline.event.Translator;
import io.syncline.source.payload.Fields;
import io.syncline.source.payload.FormBody;
import io.syncline.source.payload.JsonBody;
import io.syncline.source.payload.Media;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Understands a lead: JSON, or a form as a page sends it. */
@ApplicationScoped
class LeadTranslator implements Translator {
    /** The id that a sender signed with the message (Standard Webhooks): stable when it sends again. */
    static final String MESSAGE_ID = "webhook-id";

    private final Connectors connectors;
    private final Organization organization;

    @Inject
    LeadTranslator(Connectors connectors, SynclineConfig config) {
        this.connectors = connectors;
        this.organization = config.organization();
    }

    @Override
    public String connectorType() {
        return "lead-form";
    }

    @Override
    public Kind kind() {
        return Kind.LEAD;
    }

    @Override
    public SourceEvent translate(Delivery delivery) {
        LeadFormConfig config = connectors.get(delivery.connector(), LeadFormConfig.class);
        if (!Media.of(delivery.contentType()).isForm()) {
            Fields lead = JsonBody.read(delivery);
            return translate(delivery, config, lead, lead.object("utm"), "");
        }
        ObjectNode form = FormBody.read(delivery);
        Fields lead = Fields.of(form);
        return translate(delivery, config, lead, lead, "utm_");
    }

    private SourceEvent translate(Delivery delivery, LeadFormConfig config, Fields lead, Fields utm, String utmPrefix) {
        if (config.provider().equals("html") && lead.isThere(config.honeypot())) {
            return robot(delivery, config);
        }
        Submission submission = Submission.read(lead, utm, utmPrefix);
        Instant at = submission.submittedAt() != null ? submission.submittedAt() : delivery.receivedAt();
        LeadDetails details = submission.details(at, organization.defaultRegion());
        String hash = submission.contentHash();
        String prefix = "lead:v1:" + config.id() + ":";
        Optional<String> id = Optional.ofNullable(submission.id())
                .or(() -> Optional.ofNullable(delivery.context().get(MESSAGE_ID)));
        EventKey key = id.map(value -> EventKey.of(prefix, value))
                .orElseGet(() -> EventKey.within(config.common().dedupWindow(), prefix, hash));
        return event(delivery, key, id.orElse(hash), hash, facts(details), Optional.of(details), Optional.empty());
    }

    /** Nothing of what a robot wrote is kept. */
    private static SourceEvent robot(Delivery delivery, LeadFormConfig config) {
        String hash = Hashes.sha256(delivery.payload());
        var key = EventKey.within(config.common().dedupWindow(), "lead:v1:" + config.id() + ":", hash);
        var nothing = new ActivityFacts(
                delivery.receivedAt(), null, Direction.INBOUND, null, "submitted", 0, null, List.of(), Map.of());
        var exclusion = Optional.of(new Exclusion("honeypot", false));
        return event(delivery, key, hash, hash, nothing, Optional.empty(), exclusion);
    }

    private static SourceEvent event(
            Delivery delivery,
            EventKey key,
            String externalId,
            String contentHash,
            ActivityFacts facts,
            Optional<LeadDetails> lead,
            Optional<Exclusion> exclusion) {
        return new SourceEvent(
                key,
                Kind.LEAD,
                "lead:" + delivery.connector() + ":" + externalId,
                externalId,
                contentHash,
                new Rank(0, facts.occurredAt(), key.value()),
                false,
                facts,
                List.of(),
                lead,
                exclusion,
                delivery);
    }

    private static ActivityFacts facts(LeadDetails lead) {
        var attributes = new LinkedHashMap<String, Object>();
        put(attributes, "form", lead.form());
        put(attributes, "company", lead.company());
        put(attributes, "title", lead.title());
        put(attributes, "phone", lead.phone() == null ? null : lead.phone().value());
        // The address says who it is; a number beside it may be a switchboard's.
        var submitter = new Participant("submitter", lead.email() != null ? lead.email() : lead.phone(), lead.name());
        return new ActivityFacts(
                lead.submittedAt(),
                null,
                Direction.INBOUND,
                lead.form() == null ? "Form" : "Form " + lead.form(),
                "submitted",
                0,
                lead.message(),
                List.of(submitter),
                attributes);
    }

    private static void put(Map<String, Object> attributes, String name, String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
