package io.syncline.source.mail;

import io.syncline.connector.Checkpoints;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ImapConfig;
import io.syncline.connector.SourceLook;
import io.syncline.event.PermanentSyncException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Asks a mailbox which mails it has beyond the checkpoints of its folders. */
@ApplicationScoped
class MailLook implements SourceLook {
    private final CamelContext camel;
    private final Checkpoints checkpoints;

    @Inject
    MailLook(CamelContext camel, Checkpoints checkpoints) {
        this.camel = camel;
        this.checkpoints = checkpoints;
    }

    @Override
    public String connectorType() {
        return "imap";
    }

    @Override
    public Map<String, Long> unread(ConnectorConfig connector) {
        var config = (ImapConfig) connector;
        var unread = new LinkedHashMap<String, Long>();
        PermanentSyncException unreadable = null;
        try (Mailbox mailbox = Mailbox.connect(camel, config)) {
            for (String folder : config.folders()) {
                try {
                    unread.put(folder, unread(mailbox, config, folder));
                } catch (PermanentSyncException e) {
                    unreadable = e;
                }
            }
        }
        if (unread.isEmpty() && unreadable != null) {
            throw unreadable;
        }
        return unread;
    }

    private long unread(Mailbox mailbox, ImapConfig config, String name) {
        // The checkpoint first: what a poll reads in between is then still counted, and the next look sees that it
        // moved.
        var kept = checkpoints.load(config.id(), name, FolderCheckpoint.class);
        try (RemoteFolder folder = mailbox.examine(name)) {
            return unread(name, folder, kept, ArrivalDays.since(config.since()));
        }
    }

    /**
     * @throws PermanentSyncException if the folder numbers its mails anew under the same UIDVALIDITY: a poll cannot tell
     *     new ones from old ones then, and nobody would miss them
     */
    static long unread(String name, RemoteFolder folder, Optional<FolderCheckpoint> kept, ArrivalDays days) {
        long validity = folder.uidValidity();
        long lastUid =
                kept.orElse(FolderCheckpoint.start(validity)).in(validity).lastUid();
        long next = folder.uidNext().orElse(Long.MAX_VALUE);
        if (next <= lastUid) {
            throw new PermanentSyncException("folder " + name + ": UIDNEXT is " + next + " though mail " + lastUid
                    + " was read; expected another UIDVALIDITY than " + validity
                    + " of a folder that numbers its mails anew");
        }
        return next == lastUid + 1 ? 0 : folder.search(lastUid, List.of(), days).size();
    }
}
