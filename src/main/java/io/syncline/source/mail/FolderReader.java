package io.syncline.source.mail;

import io.syncline.connector.ImapConfig;
import io.syncline.event.Delivery;
import io.syncline.event.TransientSyncException;
import io.syncline.source.mail.RemoteFolder.Envelope;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads what is new in one folder, batch by batch: new mails first, then the gaps of earlier reads. */
final class FolderReader {
    private static final int MOST_MAILS = 50;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final ImapConfig config;
    private final String name;
    private final RemoteFolder folder;
    private final FetchTrouble trouble;
    private final String troubleKey;
    private final int largest;
    private final Clock clock;
    private final Deque<Long> pending = new ArrayDeque<>();
    private FolderCheckpoint kept;
    private FolderCheckpoint checkpoint;

    FolderReader(
            ImapConfig config,
            String name,
            RemoteFolder folder,
            FolderCheckpoint kept,
            ArrivalDays days,
            FetchTrouble trouble,
            int largest,
            Clock clock) {
        this.config = config;
        this.name = name;
        this.folder = folder;
        this.trouble = trouble;
        this.largest = largest;
        this.clock = clock;
        this.kept = kept;
        this.checkpoint = kept.in(folder.uidValidity());
        this.troubleKey = config.id() + ";" + name + ";" + folder.uidValidity();
        var found = folder.search(checkpoint.lastUid(), checkpoint.gaps(), days);
        var gone = new TreeSet<>(checkpoint.gaps());
        found.forEach(gone::remove);
        checkpoint = checkpoint.without(gone);
        found.stream().filter(uid -> !checkpoint.gaps().contains(uid)).forEach(pending::add);
        pending.addAll(checkpoint.gaps());
    }

    /** Whether there are mails to read, or the checkpoint moved without any. */
    boolean hasNext() {
        return !pending.isEmpty() || !checkpoint.equals(kept);
    }

    void close() {
        folder.close();
    }

    /** The next batch of {@code poll}. */
    MailBatch next(MailPoll poll) {
        var uids = take();
        var deliveries = new ArrayList<Delivery>();
        if (uids.size() == 1 && trouble.givesUp(troubleKey, uids.get(0))) {
            checkpoint = checkpoint.gap(uids.get(0));
        } else if (!uids.isEmpty()) {
            read(uids, deliveries);
        }
        kept = checkpoint;
        return new MailBatch(poll, name, deliveries, Optional.of(checkpoint));
    }

    /** The next mails that fit into one batch; a suspect goes alone. */
    private List<Long> take() {
        var uids = new ArrayList<Long>();
        while (!pending.isEmpty() && uids.size() < MOST_MAILS) {
            boolean suspect = trouble.suspects(troubleKey, pending.peek());
            boolean otherKind = !uids.isEmpty() && isGap(uids.get(0)) != isGap(pending.peek());
            if (!uids.isEmpty() && (suspect || otherKind)) {
                break;
            }
            uids.add(pending.poll());
            if (suspect) {
                break;
            }
        }
        return uids;
    }

    private boolean isGap(long uid) {
        return checkpoint.gaps().contains(uid);
    }

    private void read(List<Long> uids, List<Delivery> deliveries) {
        try {
            var fitting = fitting(folder.describe(uids));
            // What does not fit is read with the next batch; what the server did not describe is looked at alone.
            long last = fitting.isEmpty()
                    ? Long.MAX_VALUE
                    : fitting.get(fitting.size() - 1).uid();
            var later = uids.stream().filter(uid -> uid > last).toList();
            for (int i = later.size() - 1; i >= 0; i--) {
                pending.addFirst(later.get(i));
            }
            var now = uids.subList(0, uids.size() - later.size());
            deliver(now, fitting, deliveries);
        } catch (TransientSyncException dropped) {
            trouble.dropped(troubleKey, uids);
            throw dropped;
        }
    }

    private List<Envelope> fitting(List<Envelope> described) {
        var fitting = new ArrayList<Envelope>();
        long bytes = 0;
        for (Envelope mail : described) {
            bytes += Math.min(mail.size(), largest);
            if (!fitting.isEmpty() && bytes > MOST_BYTES) {
                break;
            }
            fitting.add(mail);
        }
        return fitting;
    }

    private void deliver(List<Long> uids, List<Envelope> described, List<Delivery> deliveries) {
        Map<Long, byte[]> mails = described.isEmpty()
                ? Map.of()
                : folder.fetch(described.stream().map(Envelope::uid).toList(), largest)
                        .orElse(Map.of());
        var done = new TreeSet<Long>();
        var missing = new TreeSet<>(uids);
        for (Envelope mail : described) {
            byte[] bytes = mails.get(mail.uid());
            if (bytes != null) {
                deliveries.add(delivery(mail, bytes));
                done.add(mail.uid());
                missing.remove(mail.uid());
            }
        }
        checkpoint = checkpoint.done(done);
        missing.forEach(uid -> alone(uid, deliveries));
    }

    /** A mail that the server left out of its answer: deleted meanwhile, or one that it cannot hand over. */
    private void alone(long uid, List<Delivery> deliveries) {
        for (Envelope mail : folder.describe(List.of(uid))) {
            byte[] bytes = folder.fetch(List.of(uid), largest).orElse(Map.of()).get(uid);
            if (bytes != null) {
                deliveries.add(delivery(mail, bytes));
                checkpoint = checkpoint.done(List.of(uid));
                return;
            }
        }
        boolean there =
                !folder.search(Long.MAX_VALUE, List.of(uid), ArrivalDays.ALL).isEmpty();
        checkpoint = there ? checkpoint.gap(uid) : checkpoint.done(List.of(uid));
    }

    private Delivery delivery(Envelope mail, byte[] bytes) {
        boolean cut = bytes.length == largest && mail.size() > largest;
        var context = cut
                ? MailContext.cut(name, config.username(), mail.internalDate(), mail.size(), bytes.length)
                : MailContext.whole(name, config.username(), mail.internalDate());
        return new Delivery(
                config.id(),
                name + ";" + checkpoint.uidValidity() + ";" + mail.uid(),
                MailContext.CONTENT_TYPE,
                bytes,
                context,
                clock.instant());
    }
}
