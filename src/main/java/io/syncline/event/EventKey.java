package io.syncline.event;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The deterministic, versioned name of a source item: {@code <kind>:v<algorithm>:<what identifies it>}. Equal keys are
 * the same item, wherever and however often it arrives.
 *
 * @param value at most 512 characters, without control characters; longer identifiers are hashed by {@link #of}
 * @param window how long equal keys mean the same item, for sources that give no stable id; empty: for ever
 */
public record EventKey(String value, Optional<Duration> window) {
    private static final int LONGEST = 512;

    public EventKey {
        requireNonNull(value);
        requireNonNull(window);
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an event key has 1 to " + LONGEST + " printable characters");
        }
    }

    /** A key that never expires. */
    public static EventKey of(String prefix, String identifier) {
        return new EventKey(compact(prefix, identifier), Optional.empty());
    }

    /** A key from a content hash, which stands for the same item only within {@code window}. */
    public static EventKey within(Duration window, String prefix, String contentHash) {
        return new EventKey(compact(prefix, contentHash), Optional.of(window));
    }

    /** The key of a delivery that cannot be read: all that is known of it is its bytes. */
    public static EventKey unreadable(Delivery delivery) {
        return of("unreadable:v1:" + delivery.connector() + ":", Hashes.sha256(delivery.payload()));
    }

    private static String compact(String prefix, String identifier) {
        String value = prefix + identifier;
        boolean plain = value.length() <= LONGEST && value.chars().noneMatch(Character::isISOControl);
        return plain ? value : prefix + "sha256:" + Hashes.sha256(identifier.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return value;
    }
}
