package io.syncline.source.mail;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which mails were being fetched when a connection broke. Some servers drop the connection over a mail that
 * they cannot read from their own disk: found out by fetching one by one, it becomes a gap, and the mailbox goes on.
 */
final class FetchTrouble {
    private static final int MOST_DROPS = 3;

    private record Drops(Set<Long> uids, int count) {}

    private final Map<String, Drops> byFolder = new HashMap<>();

    synchronized void dropped(String folder, Collection<Long> uids) {
        var before = byFolder.get(folder);
        var now = Set.copyOf(uids);
        boolean again = before != null && before.uids().equals(now);
        byFolder.put(folder, new Drops(now, again ? before.count() + 1 : 1));
    }

    /** Whether a mail was in a fetch that broke, so that it is fetched alone. */
    synchronized boolean suspects(String folder, long uid) {
        var drops = byFolder.get(folder);
        return drops != null && drops.uids().contains(uid);
    }

    /** Whether a mail broke the connection so often that it is left for later; it is told once. */
    synchronized boolean givesUp(String folder, long uid) {
        var drops = byFolder.get(folder);
        boolean guilty =
                drops != null && drops.count() >= MOST_DROPS && drops.uids().equals(Set.of(uid));
        if (guilty) {
            byFolder.remove(folder);
        }
        return guilty;
    }
}
