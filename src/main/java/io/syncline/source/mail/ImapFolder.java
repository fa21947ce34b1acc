package io.syncline.source.mail;

import io.syncline.event.PermanentSyncException;
import io.syncline.event.TransientSyncException;
import io.syncline.source.mime.KnownHeaders;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.StoreClosedException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.imap.protocol.UIDSet;

/**
 * A folder over IMAP, opened with EXAMINE and read with BODY.PEEK: no flag changes. It speaks the protocol itself where
 * Angus' messages would hand over a mail put together again instead of the bytes that the server has.
 */
final class ImapFolder implements RemoteFolder {
    /** UIDs have 32 bits (RFC 3501, 2.3.1.1). */
    static final long LAST_UID = 0xFFFF_FFFFL;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.US);

    private final IMAPFolder folder;
    private final long uidValidity;
    private final Optional<Long> uidNext;

    private ImapFolder(IMAPFolder folder, long uidValidity, long uidNext) {
        this.folder = folder;
        this.uidValidity = uidValidity;
        this.uidNext = uidNext > 0 ? Optional.of(uidNext) : Optional.empty();
    }

    /**
     * @throws PermanentSyncException if the folder is not there or cannot be read
     */
    static ImapFolder examine(Store store, String name) {
        try {
            var folder = (IMAPFolder) store.getFolder(name);
            folder.open(Folder.READ_ONLY);
            if (folder.getUIDNotSticky()) {
                folder.close(false);
                throw new PermanentSyncException("folder " + name + ": the server keeps no UIDs for it");
            }
            return new ImapFolder(folder, folder.getUIDValidity(), folder.getUIDNext());
        } catch (FolderNotFoundException e) {
            throw new PermanentSyncException("folder " + name + ": not found in the mailbox", e);
        } catch (FolderClosedException | StoreClosedException e) {
            throw lost(e);
        } catch (MessagingException e) {
            if (!store.isConnected()) {
                throw lost(e);
            }
            throw new PermanentSyncException("folder " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public long uidValidity() {
        return uidValidity;
    }

    @Override
    public Optional<Long> uidNext() {
        return uidNext;
    }

    @Override
    public List<Long> search(long lastUid, Collection<Long> others, ArrivalDays days) {
        var sets = new ArrayList<String>();
        if (!others.isEmpty()) {
            sets.add(set(others));
        }
        if (lastUid < LAST_UID) {
            sets.add((lastUid + 1) + ":*");
        }
        String command = "UID SEARCH UID " + String.join(",", sets)
                + days.since().map(day -> " SINCE " + DAY.format(day)).orElse("")
                + days.before().map(day -> " BEFORE " + DAY.format(day)).orElse("");
        var wanted = Set.copyOf(others);
        var found = new TreeSet<Long>();
        for (Response response : answered(command)) {
            if (response instanceof IMAPResponse search && search.keyEquals("SEARCH")) {
                for (long uid = search.readLong(); uid != -1; uid = search.readLong()) {
                    // n:* always has the last mail, even where n is above it (RFC 3501, 6.4.8).
                    if (uid > lastUid || wanted.contains(uid)) {
                        found.add(uid);
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    @Override
    public List<Envelope> describe(Collection<Long> uids) {
        var described = new ArrayList<Envelope>();
        var wanted = Set.copyOf(uids);
        for (FetchResponse response : fetches("UID FETCH " + set(uids) + " (UID RFC822.SIZE INTERNALDATE)")
                .orElse(List.of())) {
            var uid = response.getItem(UID.class);
            var size = response.getItem(RFC822SIZE.class);
            var date = response.getItem(INTERNALDATE.class);
            if (uid != null && size != null && wanted.contains(uid.uid)) {
                boolean dated = date != null && date.getDate() != null;
                described.add(
                        new Envelope(uid.uid, size.size, dated ? date.getDate().toInstant() : Instant.EPOCH));
            }
        }
        described.sort(Comparator.comparingLong(Envelope::uid));
        return described;
    }

    @Override
    public List<Head> heads(Collection<Long> uids) {
        var heads = new ArrayList<Head>();
        var wanted = Set.copyOf(uids);
        String command = "UID FETCH " + set(uids) + " (UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])";
        for (FetchResponse response : fetches(command).orElse(List.of())) {
            var uid = response.getItem(UID.class);
            var date = response.getItem(INTERNALDATE.class);
            if (uid != null && wanted.contains(uid.uid)) {
                boolean dated = date != null && date.getDate() != null;
                heads.add(new Head(
                        uid.uid,
                        dated ? date.getDate().toInstant() : Instant.EPOCH,
                        messageId(response.getItem(BODY.class))));
            }
        }
        return heads;
    }

    private static Optional<String> messageId(BODY header) {
        if (header == null || header.getByteArray() == null) {
            return Optional.empty();
        }
        try {
            String[] ids = KnownHeaders.read(header.getByteArrayInputStream()).getHeader("Message-ID");
            return ids == null
                    ? Optional.empty()
                    : Stream.of(ids)
                            .flatMap(id -> MessageIds.canonical(id).stream())
                            .findFirst();
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Map<Long, byte[]>> fetch(Collection<Long> uids, int most) {
        String command = "UID FETCH " + set(uids) + " (UID BODY.PEEK[]<0." + most + ">)";
        return fetches(command).map(responses -> {
            var mails = new HashMap<Long, byte[]>();
            for (FetchResponse response : responses) {
                var uid = response.getItem(UID.class);
                var body = response.getItem(BODY.class);
                if (uid != null && body != null && body.getByteArray() != null) {
                    byte[] bytes = body.getByteArray().getNewBytes();
                    mails.put(uid.uid, bytes.length > most ? Arrays.copyOf(bytes, most) : bytes);
                }
            }
            return mails;
        });
    }

    @Override
    public void close() {
        try {
            folder.close(false);
        } catch (MessagingException | IllegalStateException alreadyGone) {
            // Nothing was changed in it, so that nothing is lost.
        }
    }

    private static String set(Collection<Long> uids) {
        return UIDSet.toString(UIDSet.createUIDSets(
                uids.stream().mapToLong(Long::longValue).sorted().toArray()));
    }

    private Optional<List<FetchResponse>> fetches(String command) {
        Response[] responses = command(command);
        if (!responses[responses.length - 1].isOK()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(responses)
                .filter(FetchResponse.class::isInstance)
                .map(FetchResponse.class::cast)
                .toList());
    }

    private Response[] answered(String command) {
        Response[] responses = command(command);
        if (!responses[responses.length - 1].isOK()) {
            throw new TransientSyncException("the server refused " + command.replaceAll(" UID .*", "") + ": "
                    + responses[responses.length - 1].getRest());
        }
        return responses;
    }

    private Response[] command(String command) {
        try {
            return (Response[]) folder.doCommand((IMAPProtocol protocol) -> {
                Response[] responses = protocol.command(command, null);
                Response last = responses[responses.length - 1];
                if (last.isBYE()) {
                    protocol.handleResult(last);
                }
                return responses;
            });
        } catch (MessagingException | IllegalStateException e) {
            throw lost(e);
        }
    }

    private static TransientSyncException lost(Exception e) {
        return new TransientSyncException("the connection was lost: " + e.getMessage(), e);
    }
}
