package io.syncline.source.mail;

import io.syncline.connector.ImapConfig;
import io.syncline.event.PermanentSyncException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** The folders of a mailbox for one pass over some days, each from where an earlier pass stood. */
final class HistoryFolders implements MailPoll.Source {
    private final ImapConfig config;
    private final Mailbox mailbox;
    private final ArrivalDays days;
    private final NavigableMap<String, FolderCheckpoint> positions;
    private final FetchTrouble trouble;
    private final int largest;
    private final Clock clock;
    private final List<String> unreadable = new ArrayList<>();
    private long total;
    private long done;

    /** Counts what there is to read: one search a folder. */
    HistoryFolders(
            ImapConfig config,
            Mailbox mailbox,
            ArrivalDays days,
            NavigableMap<String, FolderCheckpoint> positions,
            FetchTrouble trouble,
            int largest,
            Clock clock) {
        this.config = config;
        this.mailbox = mailbox;
        this.days = days;
        this.positions = positions;
        this.trouble = trouble;
        this.largest = largest;
        this.clock = clock;
        for (String folder : config.folders()) {
            try {
                count(folder);
            } catch (PermanentSyncException e) {
                unreadable.add(e.getMessage());
            }
        }
        if (unreadable.size() == config.folders().size()) {
            throw new PermanentSyncException(String.join("; ", unreadable));
        }
    }

    private void count(String name) {
        try (RemoteFolder folder = mailbox.examine(name)) {
            FolderCheckpoint position = positions
                    .getOrDefault(name, FolderCheckpoint.start(folder.uidValidity()))
                    .in(folder.uidValidity());
            List<Long> held = folder.search(0, List.of(), days);
            total += held.size();
            done += held.stream().filter(uid -> !position.wants(uid)).count();
        }
    }

    long total() {
        return total;
    }

    long done() {
        return done;
    }

    @Override
    public FolderReader open(String name) {
        RemoteFolder folder = mailbox.examine(name);
        FolderCheckpoint from = positions.getOrDefault(name, FolderCheckpoint.start(folder.uidValidity()));
        return new FolderReader(config, name, folder, from, days, trouble, largest, clock);
    }

    /** Where all folders stand, now that this one has come so far. */
    Map<String, FolderCheckpoint> moved(String folder, FolderCheckpoint position) {
        positions.put(folder, position);
        return positions;
    }

    /** What was not handed over. */
    List<String> problems() {
        var problems = new ArrayList<>(unreadable);
        positions.forEach((folder, position) -> {
            if (!position.gaps().isEmpty()) {
                problems.add("folder " + folder + ": the server does not hand over "
                        + position.gaps().size() + " mails, the first with UID "
                        + position.gaps().first());
            }
        });
        return problems;
    }

    @Override
    public void close() {
        mailbox.close();
    }
}
