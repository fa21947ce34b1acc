package io.syncline.source.mail;

import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.ActivityFacts;
import io.syncline.event.Address;
import io.syncline.event.Delivery;
import io.syncline.event.Direction;
import io.syncline.event.EventKey;
import io.syncline.event.Kind;
import io.syncline.event.Rank;
import io.syncline.event.SourceEvent;
import io.syncline.event.SourceEvent.Exclusion;
import io.syncline.event.Translator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Understands a mail: the raw RFC 5322 bytes and where they lay. */
@ApplicationScoped
class MailTranslator implements Translator {
    /** How much of a body stands on the timeline; the whole mail stays in the ledger. */
    private static final int LONGEST_BODY = 64 * 1024;

    private static final int LONGEST_SUBJECT = 1000;

    private final Organization organization;
    private final AutomatedMailRule automatedMail;

    @Inject
    MailTranslator(SynclineConfig config, MailRules rules) {
        this(config.organization(), rules.automated());
    }

    MailTranslator(Organization organization, AutomatedMailRule automatedMail) {
        this.organization = organization;
        this.automatedMail = automatedMail;
    }

    @Override
    public String connectorType() {
        return "imap";
    }

    @Override
    public Kind kind() {
        return Kind.EMAIL;
    }

    @Override
    public SourceEvent translate(Delivery delivery) {
        var context = MailContext.of(delivery);
        var mail = Mail.parse(delivery.payload(), context.cutTo().isPresent());
        String contentHash = mail.contentHash();
        String id = mail.messageId().orElse("sha256:" + contentHash);
        var key = EventKey.of(MessageIds.KEY_PREFIX, id);
        var automated = AutomatedMail.sign(mail.headers());
        var facts = facts(mail, context, automated);
        return new SourceEvent(
                key,
                Kind.EMAIL,
                "mail:" + id,
                id,
                contentHash,
                new Rank(0, facts.occurredAt(), key.value()),
                false,
                facts,
                MailThread.of(mail, id),
                Optional.empty(),
                automated
                        .filter(sign -> automatedMail == AutomatedMailRule.EXCLUDE)
                        .map(sign -> new Exclusion("automated: " + sign, true)),
                delivery);
    }

    @Override
    public Optional<String> externalId(String written) {
        return MessageIds.canonical(written);
    }

    private ActivityFacts facts(Mail mail, MailContext context, Optional<String> automated) {
        var direction = direction(mail, context);
        return new ActivityFacts(
                mail.dated().or(mail::firstReceived).orElse(context.internalDate()),
                null,
                direction,
                mail.headers()
                        .text("Subject")
                        .map(subject -> Texts.bounded(subject, LONGEST_SUBJECT))
                        .orElse(null),
                direction == Direction.OUTBOUND || direction == Direction.INTERNAL ? "sent" : "received",
                0,
                Texts.bounded(mail.content().text(), LONGEST_BODY),
                mail.participants(),
                attributes(mail, context, automated));
    }

    /** Nothing here may differ between the copies of a mail: which of them comes first is chance. */
    private static Map<String, Object> attributes(Mail mail, MailContext context, Optional<String> automated) {
        var attributes = new LinkedHashMap<String, Object>();
        if (!mail.content().attachments().isEmpty()) {
            attributes.put(
                    "attachments",
                    mail.content().attachments().stream()
                            .map(Attachment::toAttribute)
                            .toList());
        }
        if (automated.isPresent()) {
            attributes.put("automated", true);
        }
        if (context.cutTo().isPresent()) {
            attributes.put("truncated", true);
        }
        if (mail.content().text().length() > LONGEST_BODY) {
            attributes.put("bodyTruncated", true);
        }
        return attributes;
    }

    private Direction direction(Mail mail, MailContext context) {
        Predicate<Address> ours = address -> organization.owns(address)
                || context.mailbox().filter(address::equals).isPresent();
        var from = mail.addresses("from");
        if (from.isEmpty()) {
            return Direction.UNKNOWN;
        }
        if (from.stream().noneMatch(ours)) {
            return Direction.INBOUND;
        }
        var to = Stream.of("to", "cc", "bcc")
                .flatMap(role -> mail.addresses(role).stream())
                .toList();
        return !to.isEmpty() && to.stream().allMatch(ours) ? Direction.INTERNAL : Direction.OUTBOUND;
    }
}
