package io.syncline.source.mail;

import io.quarkus.arc.Unremovable;
import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorStatuses;
import io.syncline.connector.Connectors;
import io.syncline.connector.ImapConfig;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.jboss.logging.Logger;

/** The steps of the route that reads a mailbox: open, keep batch by batch, finish or fail, close. */
@ApplicationScoped
@Named("imapReader")
@Unremovable
class ImapReader {
    private static final Logger LOG = Logger.getLogger(ImapReader.class);

    private final Connectors connectors;
    private final Checkpoints checkpoints;
    private final ConnectorStatuses statuses;
    private final CamelContext camel;
    private final Clock clock;
    private final int largest;
    private final FetchTrouble trouble = new FetchTrouble();
    private final Map<String, MailPoll> running = new ConcurrentHashMap<>();

    @Inject
    ImapReader(
            Connectors connectors,
            Checkpoints checkpoints,
            ConnectorStatuses statuses,
            CamelContext camel,
            Clock clock,
            MailRules rules) {
        this.connectors = connectors;
        this.checkpoints = checkpoints;
        this.statuses = statuses;
        this.camel = camel;
        this.clock = clock;
        this.largest = Math.toIntExact(rules.largest().asLongValue());
    }

    /** Begins a poll; one without batches while another poll of the same connector goes on. */
    public MailPoll open(String connector) {
        var config = connectors.get(connector, ImapConfig.class);
        var poll = new MailPoll(connector, config.folders(), () -> new Connection(config));
        return running.putIfAbsent(connector, poll) == null
                ? poll
                : new MailPoll(connector, List.of(), () -> new Connection(config));
    }

    /** What of a batch goes to the intake. */
    public List<Delivery> deliveries(MailBatch batch) {
        return batch.deliveries();
    }

    /** Moves the checkpoint, after the batch was kept. */
    public void kept(MailBatch batch) {
        batch.checkpoint().ifPresent(checkpoint -> checkpoints.save(batch.connector(), batch.folder(), checkpoint));
    }

    /** Says how the connector is doing after a poll that went through. */
    public void finished(MailPoll poll) {
        if (running.get(poll.connector()) != poll) {
            return;
        }
        if (poll.problems().isEmpty()) {
            statuses.succeeded(poll.connector(), poll.unread());
        } else {
            failed(poll, String.join("; ", poll.problems()));
        }
    }

    /** Says why a poll broke off; what was kept before stays, and the next poll goes on from there. */
    public void failed(MailPoll poll, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientSyncException || cause instanceof PermanentSyncException) {
                failed(poll, cause.getMessage());
                return;
            }
        }
        // Not ours: its message may hold anything.
        LOG.warnf(failure, "connector %s: a batch could not be kept", poll.connector());
        failed(poll, "a batch could not be kept: " + failure.getClass().getSimpleName());
    }

    /** Lets the next poll begin. */
    public void close(MailPoll poll) {
        poll.close();
        running.remove(poll.connector(), poll);
    }

    private void failed(MailPoll poll, String error) {
        LOG.warnf("connector %s: %s", poll.connector(), error);
        statuses.failed(poll.connector(), error);
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
            return new FolderReader(config, name, folder, checkpoint, trouble, largest, clock);
        }

        @Override
        public void close() {
            mailbox.close();
        }
    }
}
