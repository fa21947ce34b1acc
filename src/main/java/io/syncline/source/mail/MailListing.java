package io.syncline.source.mail;

import io.syncline.connector.ImapConfig;
import io.syncline.connector.SourceList.Item;
import io.syncline.connector.SourceList.Listing;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import io.syncline.source.mail.RemoteFolder.Head;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One pass over the mails of a mailbox, folder by folder. A mail is folder, UIDVALIDITY and UID, as in its sighting. */
final class MailListing implements Listing {
    private static final int PAGE = 200;

    private final ImapConfig config;
    private final Mailbox mailbox;
    private final ArrivalDays days;
    private final int largest;
    private final Clock clock;
    private final Deque<String> folders;
    private final Deque<Long> uids = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();
    private final FetchTrouble trouble = new FetchTrouble();
    private String name;
    private RemoteFolder folder;

    MailListing(ImapConfig config, Mailbox mailbox, ArrivalDays days, int largest, Clock clock) {
        this.config = config;
        this.mailbox = mailbox;
        this.days = days;
        this.largest = largest;
        this.clock = clock;
        this.folders = new ArrayDeque<>(config.folders());
    }

    @Override
    public List<Item> next() {
        while (uids.isEmpty() && !folders.isEmpty()) {
            enter(folders.remove());
        }
        if (uids.isEmpty()) {
            return null;
        }
        List<Long> page = new ArrayList<>();
        while (!uids.isEmpty() && page.size() < PAGE) {
            page.add(uids.remove());
        }
        return folder.heads(page).stream().map(this::item).toList();
    }

    private void enter(String next) {
        leave();
        try {
            folder = mailbox.examine(next);
            name = next;
            uids.addAll(folder.search(0, List.of(), days));
        } catch (PermanentSyncException e) {
            problems.add(e.getMessage());
        }
    }

    private Item item(Head head) {
        String id = new Place(name, folder.uidValidity(), head.uid()).toString();
        Map<String, String> words = head.messageId()
                .map(messageId -> Map.of("messageId", messageId))
                .orElse(Map.of());
        return new Item(id, id, head.internalDate(), head.internalDate(), false, words);
    }

    @Override
    public void fetch(Collection<Item> items, Consumer<List<Delivery>> taker) {
        visit(items.stream().map(Item::id).toList(), (in, wanted) -> {
            var places = new FolderCheckpoint(folder.uidValidity(), ImapFolder.LAST_UID, wanted);
            var reader = new FolderReader(config, in, folder, places, ArrivalDays.ALL, trouble, largest, clock);
            while (reader.hasNext()) {
                List<Delivery> deliveries = reader.next(null).deliveries();
                if (!deliveries.isEmpty()) {
                    taker.accept(deliveries);
                }
            }
        });
    }

    @Override
    public List<Item> elsewhere(Collection<String> ids) {
        List<Item> there = new ArrayList<>();
        visit(ids, (in, wanted) -> folder.search(ImapFolder.LAST_UID, wanted, ArrivalDays.ALL).stream()
                .map(uid -> new Place(in, folder.uidValidity(), uid).toString())
                .map(id -> new Item(id, id, null, null, false, Map.of()))
                .forEach(there::add));
        return there;
    }

    /** Opens each folder of these mails, and afterwards the one again that is being listed. */
    private void visit(Collection<String> ids, BiConsumer<String, SortedSet<Long>> visitor) {
        byFolder(ids).forEach((in, wanted) -> {
            leave();
            folder = mailbox.examine(in);
            SortedSet<Long> valid = valid(wanted);
            if (!valid.isEmpty()) {
                visitor.accept(in, valid);
            }
        });
        leave();
        if (!uids.isEmpty()) {
            folder = mailbox.examine(name);
        }
    }

    private Map<String, List<Place>> byFolder(Collection<String> ids) {
        Map<String, List<Place>> byFolder = new TreeMap<>();
        ids.stream()
                .flatMap(id -> Place.parse(id).stream())
                .filter(place -> config.folders().contains(place.folder()))
                .forEach(place -> byFolder.computeIfAbsent(place.folder(), in -> new ArrayList<>())
                        .add(place));
        return byFolder;
    }

    /** Those that mean something under the UIDVALIDITY that the folder has now. */
    private SortedSet<Long> valid(List<Place> wanted) {
        var now = new TreeSet<Long>();
        wanted.stream()
                .filter(place -> place.uidValidity() == folder.uidValidity())
                .forEach(place -> now.add(place.uid()));
        return now;
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    private void leave() {
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }

    @Override
    public void close() {
        leave();
        mailbox.close();
    }
}
