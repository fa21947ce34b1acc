package io.syncline.source.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.event.PermanentSyncException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a folder holds beyond its checkpoint, by its UIDVALIDITY, its UIDNEXT and a search. */
class MailLookTest {
    private final List<Long> searchedAfter = new ArrayList<>();

    @Test
    void folderWithoutCheckpoint_countsAll() {
        assertThat(unread(Optional.empty(), folder(7, 13, 4, 9, 12))).isEqualTo(3);
    }

    @Test
    void mailBeyondTheCheckpoint_isCounted_andGapsAreNot() {
        assertThat(unread(checkpoint(7, 9, 4L), folder(7, 13, 4, 9, 12))).isEqualTo(1);
    }

    @Test
    void folderWhoseUidNextFollowsTheCheckpoint_isNotSearched() {
        assertThat(unread(checkpoint(7, 12), folder(7, 13, 4, 9, 12))).isZero();
        assertThat(searchedAfter).isEmpty();
    }

    @Test
    void serverThatTellsNoUidNext_isSearched() {
        assertThat(unread(checkpoint(7, 9), folder(7, 0, 4, 9, 12))).isEqualTo(1);
    }

    @Test
    void folderThatLostItsNewestMails_hasNothingUnread() {
        assertThat(unread(checkpoint(7, 9), folder(7, 13, 4, 9))).isZero();
    }

    @Test
    void anotherUidValidity_countsAll() {
        assertThat(unread(checkpoint(7, 12), folder(8, 3, 1, 2))).isEqualTo(2);
        assertThat(searchedAfter).containsExactly(0L);
    }

    @Test
    void folderThatNumbersAnewUnderTheSameUidValidity_isAProblem_notANothing() {
        assertThatThrownBy(() -> unread(checkpoint(7, 12), folder(7, 3, 1, 2)))
                .isInstanceOf(PermanentSyncException.class)
                .hasMessage("folder INBOX: UIDNEXT is 3 though mail 12 was read; expected another UIDVALIDITY than 7"
                        + " of a folder that numbers its mails anew");
    }

    private static long unread(Optional<FolderCheckpoint> kept, RemoteFolder folder) {
        return MailLook.unread("INBOX", folder, kept, ArrivalDays.ALL);
    }

    private static Optional<FolderCheckpoint> checkpoint(long validity, long lastUid, Long... gaps) {
        return Optional.of(new FolderCheckpoint(validity, lastUid, new TreeSet<>(List.of(gaps))));
    }

    private RemoteFolder folder(long validity, long uidNext, long... uids) {
        return new RemoteFolder() {
            @Override
            public long uidValidity() {
                return validity;
            }

            @Override
            public Optional<Long> uidNext() {
                return uidNext == 0 ? Optional.empty() : Optional.of(uidNext);
            }

            @Override
            public List<Long> search(long lastUid, Collection<Long> others, ArrivalDays days) {
                searchedAfter.add(lastUid);
                return Arrays.stream(uids)
                        .filter(uid -> uid > lastUid || others.contains(uid))
                        .boxed()
                        .toList();
            }

            @Override
            public List<Envelope> describe(Collection<Long> wanted) {
                throw new UnsupportedOperationException("a look reads no mail");
            }

            @Override
            public List<Head> heads(Collection<Long> wanted) {
                throw new UnsupportedOperationException("a look lists no mail");
            }

            @Override
            public Optional<Map<Long, byte[]>> fetch(Collection<Long> wanted, int most) {
                throw new UnsupportedOperationException("a look reads no mail");
            }

            @Override
            public void close() {}
        };
    }
}
