package io.syncline.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils bytes in the ways in which transports, broken programs and attackers do; the same seed spoils in the same way. */
public final class Mutations {
    /** What parsers, character sets and databases stumble over. */
    private static final List<byte[]> POISON = List.of(
            new byte[] {0},
            new byte[] {(byte) 0x85, (byte) 0x9B},
            // Overlong NUL and slash, half a surrogate pair, a byte that UTF-8 never has, an unfinished sequence.
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xF0, (byte) 0x9F},
            utf8("\u202E\u2066"),
            utf8("\uFEFF"),
            utf8("\\u0000"),
            utf8("\\ud800"),
            utf8("%00"),
            utf8("%zz"),
            utf8("\r\n\r\n"),
            utf8("\r"),
            utf8("=?utf-8?q?=00?="),
            utf8("=\r\n"),
            utf8("\""),
            utf8("<"),
            utf8("("),
            utf8("{\"a\":["),
            utf8("}]"),
            utf8("1e999999"),
            utf8("-"),
            utf8("99999999999999999999999999"),
            utf8("null"),
            utf8("+99999-13-45T99:99:99Z"),
            utf8("; charset=x-\r\nX-Injected: yes"),
            utf8("';drop table sync_event;--"));

    private Mutations() {}

    /** Spoils some bytes; up to a dozen times for one item. */
    public static byte[] mutated(byte[] original, long seed) {
        var random = new Random(seed);
        byte[] bytes = original;
        for (int i = random.nextInt(12); i >= 0; i--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 8 : 200));
        byte[] slice = Arrays.copyOfRange(bytes, from, to);
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes, from, random);
            case 1 -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, from) : bytes;
            case 2 -> joined(Arrays.copyOf(bytes, to), slice, tail(bytes, to));
            case 3 -> joined(Arrays.copyOf(bytes, from), tail(bytes, to));
            case 4 -> moved(joined(Arrays.copyOf(bytes, from), tail(bytes, to)), slice, random);
            case 5, 6 ->
                joined(Arrays.copyOf(bytes, from), POISON.get(random.nextInt(POISON.size())), tail(bytes, from));
            default -> joined(Arrays.copyOf(bytes, from), POISON.get(random.nextInt(POISON.size())), tail(bytes, to));
        };
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] flipped = bytes.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] moved(byte[] rest, byte[] slice, Random random) {
        int at = random.nextInt(rest.length + 1);
        return joined(Arrays.copyOf(rest, at), slice, tail(rest, at));
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
