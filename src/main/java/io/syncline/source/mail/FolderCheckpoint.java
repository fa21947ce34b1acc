package io.syncline.source.mail;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far a folder has been read: all mails up to {@code lastUid} are kept, except the gaps.
 *
 * @param uidValidity of which the UIDs are (RFC 3501, 2.3.1.1); another one makes them void
 * @param lastUid 0 before the first mail
 * @param gaps UIDs of mails that the server has and did not hand over: they are tried again with every poll
 */
public record FolderCheckpoint(long uidValidity, long lastUid, SortedSet<Long> gaps) {
    public FolderCheckpoint {
        gaps = Collections.unmodifiableSortedSet(gaps == null ? new TreeSet<>() : new TreeSet<>(gaps));
    }

    static FolderCheckpoint start(long uidValidity) {
        return new FolderCheckpoint(uidValidity, 0, new TreeSet<>());
    }

    /** This checkpoint in a folder that now has {@code current} as UIDVALIDITY. */
    FolderCheckpoint in(long current) {
        return current == uidValidity ? this : start(current);
    }

    /** Whether a mail is still to be read. */
    boolean wants(long uid) {
        return uid > lastUid || gaps.contains(uid);
    }

    /** After these mails were kept or found to be gone. */
    FolderCheckpoint done(Collection<Long> uids) {
        var open = new TreeSet<>(gaps);
        open.removeAll(uids);
        return new FolderCheckpoint(uidValidity, Math.max(lastUid, uids.stream().reduce(0L, Math::max)), open);
    }

    /** After this mail could not be had, though the server has it. */
    FolderCheckpoint gap(long uid) {
        var open = new TreeSet<>(gaps);
        open.add(uid);
        return new FolderCheckpoint(uidValidity, Math.max(lastUid, uid), open);
    }

    /** Without the gaps that the server no longer has. */
    FolderCheckpoint without(Collection<Long> gone) {
        var open = new TreeSet<>(gaps);
        open.removeAll(gone);
        return new FolderCheckpoint(uidValidity, lastUid, open);
    }
}
