package io.syncline.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong passwords by name and by address, at this replica. From where a name has signed in before, it is counted by
 * itself: whoever guesses at it from elsewhere keeps nobody out.
 */
final class SignInThrottle {
    /** Whoever makes up more names or addresses than this at a time drives out the oldest. */
    static final int REMEMBERED = 10_000;

    private static final int NAMES_OF_AN_ADDRESS = 5;
    private static final int LONGEST_NAME = 200;

    private final int tries;
    private final Duration wait;
    private final Clock clock;
    private final Map<Key, Wrong> wrong = new Recent<>();
    private final Map<Key, Instant> known = new Recent<>();

    SignInThrottle(int tries, Duration wait, Clock clock) {
        this.tries = tries;
        this.wait = wait;
        this.clock = clock;
    }

    /**
     * @param name null where it is of any name
     * @param address null where it is from anywhere
     */
    private record Key(String name, String address) {}

    private record Wrong(int times, Instant first) {}

    private static final class Recent<V> extends LinkedHashMap<Key, V> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** How long it must not be tried again; empty where it may be tried. */
    synchronized Optional<Duration> refusal(String name, String address) {
        Instant now = clock.instant();
        return keys(name, address).stream()
                .filter(key -> current(key, now).times() >= most(key))
                .map(key -> Duration.between(now, current(key, now).first().plus(wait)))
                .max(Duration::compareTo);
    }

    synchronized void failed(String name, String address) {
        Instant now = clock.instant();
        for (Key key : keys(name, address)) {
            Wrong before = current(key, now);
            wrong.put(key, new Wrong(before.times() + 1, before.first()));
        }
    }

    /** An address that others guess from goes on being counted. */
    synchronized void succeeded(String name, String address) {
        keys(name, address).stream().filter(key -> key.name() != null).forEach(wrong::remove);
        known.put(both(name, address), clock.instant());
    }

    synchronized int remembered() {
        return wrong.size();
    }

    private List<Key> keys(String name, String address) {
        Key both = both(name, address);
        return known.containsKey(both) ? List.of(both) : List.of(new Key(both.name(), null), new Key(null, address));
    }

    private static Key both(String name, String address) {
        return new Key(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name, address);
    }

    private Wrong current(Key key, Instant now) {
        Wrong before = wrong.get(key);
        return before == null || !now.isBefore(before.first().plus(wait)) ? new Wrong(0, now) : before;
    }

    private int most(Key key) {
        return key.name() == null ? tries * NAMES_OF_AN_ADDRESS : tries;
    }
}
