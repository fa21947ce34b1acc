package io.syncline.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;

/** Ids of rows. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();

    private Ids() {}

    /** A new id that sorts by the time of its making: UUID version 7 (RFC 9562, 5.7), so that index pages stay warm. */
    public static UUID next() {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        long high = CLOCK.millis() << 16 | 0x7000 | (random[0] & 0x0F) << 8 | (random[1] & 0xFF);
        long low = 0;
        for (int i = 2; i < 10; i++) {
            low = low << 8 | (random[i] & 0xFF);
        }
        return new UUID(high, (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }

    /** The one id of a name: a name-based UUID, so that the same name is the same row after a rebuild. */
    public static UUID named(String name) {
        byte[] hash = HexFormat.of().parseHex(Hashes.sha256(name.getBytes(StandardCharsets.UTF_8)));
        long high = ByteBuffer.wrap(hash).getLong(0);
        long low = ByteBuffer.wrap(hash).getLong(8);
        // Version 8 (RFC 9562, 5.8): custom content, here SHA-256.
        return new UUID((high & ~0xF000L) | 0x8000L, (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }
}
