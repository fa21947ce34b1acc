package io.syncline.source.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.connector.ConnectorConfig.Common;
import io.syncline.connector.ImapConfig;
import io.syncline.event.Delivery;
import io.syncline.event.TransientSyncException;
import io.syncline.lease.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a folder's checkpoint says after each kind of trouble; the folder is a table of UIDs here. */
class FolderReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final int LARGEST = 8 * 1024 * 1024;

    private final Table folder = new Table();
    private final FetchTrouble trouble = new FetchTrouble();

    @Test
    void newMails_areReadOnceInOrder() {
        folder.add(1, 2, 3);

        var first = poll(FolderCheckpoint.start(7));
        folder.add(5);
        var second = poll(first.checkpoint);
        var third = poll(second.checkpoint);

        assertThat(first.uids).containsExactly(1L, 2L, 3L);
        assertThat(second.uids).containsExactly(5L);
        assertThat(second.checkpoint).isEqualTo(new FolderCheckpoint(7, 5, new TreeSet<>()));
        assertThat(third.batches).isZero();
    }

    @Test
    void manyMails_comeInBatchesOfFifty() {
        folder.add(LongStream.rangeClosed(1, 120).toArray());

        var poll = poll(FolderCheckpoint.start(7));

        assertThat(poll.uids).hasSize(120);
        assertThat(poll.batches).isEqualTo(3);
    }

    @Test
    void processThatEnds_readsNothingBehindTheBatchInHand() {
        folder.add(LongStream.rangeClosed(1, 120).toArray());
        var ending = new AtomicBoolean();
        var poll = new MailPoll(new Lease("mailbox", 1), List.of("INBOX", "Sent"), () -> new Folders(), ending::get);
        assertThat(poll.next().deliveries()).hasSize(50);
        // as the splitter asks
        assertThat(poll.hasNext()).isTrue();

        ending.set(true);
        poll.kept();

        var rest = poll.next();
        assertThat(rest.deliveries()).isEmpty();
        assertThat(rest.checkpoint()).isEmpty();
        assertThat(poll.hasNext()).isFalse();
        assertThat(poll.cutShort())
                .as("so that its end is not taken for a success")
                .isTrue();
    }

    private final class Folders implements MailPoll.Source {
        @Override
        public FolderReader open(String name) {
            return new FolderReader(
                    config(),
                    name,
                    folder,
                    FolderCheckpoint.start(7),
                    ArrivalDays.ALL,
                    trouble,
                    LARGEST,
                    Clock.fixed(NOW, ZoneOffset.UTC));
        }

        @Override
        public void close() {}
    }

    @Test
    void largeMails_comeInBatchesOfFourMebibytes() {
        folder.add(1, 2, 3, 4);
        folder.sizes.putAll(Map.of(1L, 3_000_000L, 2L, 3_000_000L, 3L, 5_000_000L, 4L, 10L));

        var poll = poll(FolderCheckpoint.start(7));

        assertThat(poll.uids).containsExactly(1L, 2L, 3L, 4L);
        assertThat(poll.batches).isEqualTo(4);
    }

    @Test
    void mailLargerThanTheLimit_isCutAndSaysSo() {
        folder.add(1);
        folder.sizes.put(1L, 100L * 1024 * 1024);

        var delivery = poll(FolderCheckpoint.start(7)).deliveries.get(0);

        assertThat(delivery.payload()).hasSize(LARGEST);
        assertThat(delivery.context()).containsEntry("size", "104857600").containsKey("cutTo");
    }

    @Test
    void anotherUidValidity_readsTheFolderAgain() {
        folder.add(1, 2);
        var before = poll(FolderCheckpoint.start(7)).checkpoint;

        folder.validity = 8;
        var after = poll(before);

        assertThat(after.uids).containsExactly(1L, 2L);
        assertThat(after.checkpoint.uidValidity()).isEqualTo(8);
        assertThat(after.deliveries.get(0).location()).isEqualTo("INBOX;8;1");
    }

    @Test
    void anotherUidValidityOfAnEmptyFolder_isKept() {
        folder.validity = 8;

        assertThat(poll(new FolderCheckpoint(7, 9, new TreeSet<>())).checkpoint).isEqualTo(FolderCheckpoint.start(8));
    }

    @Test
    void mailThatTheServerRefuses_isAGapUntilItComes() {
        folder.add(1, 2, 3);
        folder.refused.add(2L);

        var first = poll(FolderCheckpoint.start(7));
        var second = poll(first.checkpoint);
        folder.refused.clear();
        var third = poll(second.checkpoint);

        assertThat(first.uids).containsExactly(1L, 3L);
        assertThat(first.checkpoint).isEqualTo(new FolderCheckpoint(7, 3, new TreeSet<>(Set.of(2L))));
        assertThat(second.checkpoint.gaps()).containsExactly(2L);
        assertThat(third.uids).containsExactly(2L);
        assertThat(third.checkpoint).isEqualTo(new FolderCheckpoint(7, 3, new TreeSet<>()));
    }

    @Test
    void gapThatIsGoneFromTheServer_isNoGap() {
        folder.add(1, 3);

        var poll = poll(new FolderCheckpoint(7, 3, new TreeSet<>(Set.of(2L))));

        assertThat(poll.uids).isEmpty();
        assertThat(poll.checkpoint.gaps()).isEmpty();
    }

    @Test
    void mailDeletedWhileReading_isNoErrorAndNoGap() {
        folder.add(1, 2, 3);
        folder.vanishing.add(2L);

        var poll = poll(FolderCheckpoint.start(7));

        assertThat(poll.uids).containsExactly(1L, 3L);
        assertThat(poll.checkpoint).isEqualTo(new FolderCheckpoint(7, 3, new TreeSet<>()));
    }

    @Test
    void wholeFetchRefused_isDoneOneByOne() {
        folder.add(1, 2, 3);
        folder.refusesTogether = true;

        assertThat(poll(FolderCheckpoint.start(7)).uids).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void mailThatBreaksTheConnection_becomesAGapAndTheOthersAreRead() {
        folder.add(1, 2, 3);
        folder.breaking.add(2L);
        var checkpoint = FolderCheckpoint.start(7);
        var uids = new TreeSet<Long>();

        // Once all together, then alone until it is given up.
        for (int poll = 0; poll < 4; poll++) {
            var broken = pollUntilBroken(checkpoint);
            uids.addAll(broken.uids);
            checkpoint = broken.checkpoint;
        }
        var last = poll(checkpoint);
        uids.addAll(last.uids);

        assertThat(uids).containsExactly(1L, 3L);
        assertThat(last.checkpoint).isEqualTo(new FolderCheckpoint(7, 3, new TreeSet<>(Set.of(2L))));
    }

    @Test
    void brokenConnection_isAnExceptionAndKeepsWhatWasKept() {
        folder.add(LongStream.rangeClosed(1, 60).toArray());
        folder.breaking.add(55L);

        var broken = pollUntilBroken(FolderCheckpoint.start(7));

        assertThat(broken.checkpoint.lastUid()).isEqualTo(50);
    }

    /** What a poll read, and where it ended. */
    private static final class Polled {
        final List<Delivery> deliveries = new ArrayList<>();
        final List<Long> uids = new ArrayList<>();
        int batches;
        FolderCheckpoint checkpoint;
    }

    private Polled poll(FolderCheckpoint from) {
        var polled = new Polled();
        poll(from, polled);
        return polled;
    }

    private Polled pollUntilBroken(FolderCheckpoint from) {
        var polled = new Polled();
        assertThatThrownBy(() -> poll(from, polled)).isInstanceOf(TransientSyncException.class);
        return polled;
    }

    private void poll(FolderCheckpoint from, Polled polled) {
        polled.checkpoint = from;
        var reader = new FolderReader(
                config(), "INBOX", folder, from, ArrivalDays.ALL, trouble, LARGEST, Clock.fixed(NOW, ZoneOffset.UTC));
        while (reader.hasNext()) {
            var batch = reader.next(null);
            polled.batches++;
            polled.checkpoint = batch.checkpoint().orElseThrow();
            polled.deliveries.addAll(batch.deliveries());
            batch.deliveries().stream()
                    .map(delivery -> delivery.location().replaceAll(".*;", ""))
                    .map(Long::valueOf)
                    .forEach(polled.uids::add);
        }
    }

    private static ImapConfig config() {
        return new ImapConfig(
                new Common(
                        "mailbox",
                        "o@acme.example",
                        true,
                        Duration.ofDays(30),
                        3,
                        Duration.ofMinutes(1),
                        Duration.ofDays(3)),
                "localhost",
                143,
                ImapConfig.Tls.NONE,
                Optional.empty(),
                "me@acme.example",
                "secret",
                List.of("INBOX"),
                Optional.empty(),
                Duration.ofSeconds(30));
    }

    /** A mail server's folder with the troubles that servers have. */
    private static final class Table implements RemoteFolder {
        final TreeMap<Long, byte[]> mails = new TreeMap<>();
        final Map<Long, Long> sizes = new TreeMap<>();
        final Set<Long> refused = new TreeSet<>();
        final Set<Long> vanishing = new TreeSet<>();
        final Set<Long> breaking = new TreeSet<>();
        boolean refusesTogether;
        long validity = 7;

        void add(long... uids) {
            LongStream.of(uids).forEach(uid -> mails.put(uid, new byte[] {'x'}));
        }

        @Override
        public long uidValidity() {
            return validity;
        }

        @Override
        public Optional<Long> uidNext() {
            return Optional.of(mails.isEmpty() ? 1 : mails.lastKey() + 1);
        }

        @Override
        public List<Long> search(long lastUid, Collection<Long> others, ArrivalDays days) {
            return mails.keySet().stream()
                    .filter(uid -> uid > lastUid || others.contains(uid))
                    .toList();
        }

        @Override
        public List<Envelope> describe(Collection<Long> uids) {
            return mails.keySet().stream()
                    .filter(uids::contains)
                    .map(uid -> new Envelope(uid, sizes.getOrDefault(uid, 1L), NOW))
                    .toList();
        }

        @Override
        public List<Head> heads(Collection<Long> uids) {
            return describe(uids).stream()
                    .map(mail -> new Head(mail.uid(), mail.internalDate(), Optional.empty()))
                    .toList();
        }

        @Override
        public Optional<Map<Long, byte[]>> fetch(Collection<Long> uids, int most) {
            if (uids.stream().anyMatch(breaking::contains)) {
                throw new TransientSyncException("the connection was lost");
            }
            mails.keySet().removeAll(vanishing);
            if (refusesTogether && uids.size() > 1) {
                return Optional.empty();
            }
            return Optional.of(uids.stream()
                    .filter(mails::containsKey)
                    .filter(uid -> !refused.contains(uid))
                    .collect(Collectors.toMap(
                            uid -> uid, uid -> new byte[(int) Math.min(most, sizes.getOrDefault(uid, 1L))])));
        }

        @Override
        public void close() {}
    }
}
