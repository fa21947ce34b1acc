package io.syncline.source.mail;

import io.syncline.event.TransientSyncException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder on the mail server, opened so that nothing in it changes. All methods throw {@link TransientSyncException}
 * when the connection is lost.
 */
interface RemoteFolder extends AutoCloseable {
    /**
     * What the server says about a mail without its content.
     *
     * @param size in bytes; servers are known to be wrong about it
     */
    record Envelope(long uid, long size, Instant internalDate) {}

    /**
     * What a list says about a mail.
     *
     * @param messageId canonical; empty when it has none
     */
    record Head(long uid, Instant internalDate, Optional<String> messageId) {}

    long uidValidity();

    /** The least UID that the next mail will have (RFC 3501, 2.3.1.1), as of the opening; not all servers tell it. */
    Optional<Long> uidNext();

    /**
     * The UIDs in the folder, ascending, that are above {@code lastUid} or among {@code others}.
     *
     * @param days of their arrival
     */
    List<Long> search(long lastUid, Collection<Long> others, ArrivalDays days);

    /** The mails among these UIDs that the server still has. */
    List<Envelope> describe(Collection<Long> uids);

    /** Which mails these UIDs are, of those that the server still has: without their content. */
    List<Head> heads(Collection<Long> uids);

    /**
     * The raw mails by UID, those that the server hands over.
     *
     * @param most bytes of each
     * @return empty when the server refused the command as a whole
     */
    Optional<Map<Long, byte[]>> fetch(Collection<Long> uids, int most);

    @Override
    void close();
}
