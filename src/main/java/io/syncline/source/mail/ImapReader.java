package io.syncline.source.mail;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.connector.ImapConfig;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import io.syncline.runtime.Shutdown;
import io.syncline.source.poll.PollLeases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The steps of the route that reads a mailbox: open, keep batch by batch, finish. */
@ApplicationScoped
@Named("imapReader")
@Unremovable
class ImapReader {
    private final Connectors connectors;
    private final Checkpoints checkpoints;
    private final ConnectorStatuses statuses;
    private final MailGaps gaps;
    private final PollLeases polls;
    private final Shutdown shutdown;
    private final CamelContext camel;
    private final Clock clock;
    private final int largest;
    private final FetchTrouble trouble = new FetchTrouble();

    @Inject
    ImapReader(
            Connectors connectors,
            Checkpoints checkpoints,
            ConnectorStatuses statuses,
            MailGaps gaps,
            PollLeases polls,
            Shutdown shutdown,
            CamelContext camel,
            Clock clock,
            MailRules rules) {
        this.connectors = connectors;
        this.checkpoints = checkpoints;
        this.statuses = statuses;
        this.gaps = gaps;
        this.polls = polls;
        this.shutdown = shutdown;
        this.camel = camel;
        this.clock = clock;
        this.largest = Math.toIntExact(rules.largest().asLongValue());
    }

    /** Begins a poll. */
    public MailPoll open(String connector, Exchange exchange) {
        var config = connectors.get(connector, ImapConfig.class);
        return new MailPoll(
                polls.of(connector, exchange), config.folders(), () -> new Connection(config), shutdown::begun);
    }

    /**
     * Moves the checkpoint, after the batch was kept.
     *
     * @param answers of the intake, one for each delivery; anything less is a mail that would be lost
     */
    public void kept(MailBatch batch, List<?> answers) {
        if (answers.size() != batch.deliveries().size()) {
            throw new TransientSyncException("of " + batch.deliveries().size() + " mails the intake answered for "
                    + answers.size() + "; expected an answer for each");
        }
        batch.checkpoint().ifPresent(checkpoint -> checkpoints.save(batch.poll().lease(), batch.folder(), checkpoint));
        batch.poll().kept();
    }

    /**
     * Says how the connector is doing after a poll that went through to the end.
     *
     * @throws PermanentSyncException if a folder could not be read; the others were
     */
    public void finished(MailPoll poll) {
        if (!poll.problems().isEmpty()) {
            throw new PermanentSyncException(String.join("; ", poll.problems()));
        }
        if (!poll.cutShort()) {
            statuses.succeeded(poll.lease());
        }
    }

    /** One connection, and the folders over it from where their checkpoints stand. */
    private final class Connection implements MailPoll.Source {
        private final ImapConfig config;
        private final Mailbox mailbox;

        Connection(ImapConfig config) {
            this.config = config;
            this.mailbox = Mailbox.connect(camel, config);
        }

        @Override
        public FolderReader open(String name) {
            var folder = mailbox.examine(name);
            var checkpoint = checkpoints
                    .load(config.id(), name, FolderCheckpoint.class)
                    .orElse(FolderCheckpoint.start(folder.uidValidity()));
            gaps.look(config, name, folder, checkpoint);
            return new FolderReader(
                    config, name, folder, checkpoint, ArrivalDays.since(config.since()), trouble, largest, clock);
        }

        @Override
        public void close() {
            mailbox.close();
        }
    }
}
