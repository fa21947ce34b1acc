package io.syncline.source.mail;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.SourceHistory.Days;
import io.syncline.connector.SourceList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Lists the mails of a mailbox by UID and Message-ID. */
@ApplicationScoped
class MailList implements SourceList {
    private final CamelContext camel;
    private final Clock clock;
    private final int largest;

    @Inject
    MailList(CamelContext camel, Clock clock, MailRules rules) {
        this.camel = camel;
        this.clock = clock;
        this.largest = Math.toIntExact(rules.largest().asLongValue());
    }

    @Override
    public String connectorType() {
        return "imap";
    }

    @Override
    public Listing list(ConnectorConfig connector, Days days) {
        var config = (ImapConfig) connector;
        var arrival = new ArrivalDays(Optional.ofNullable(days.from()), Optional.ofNullable(days.to()));
        return new MailListing(config, Mailbox.connect(camel, config), arrival, largest, clock);
    }
}
