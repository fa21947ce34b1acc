package io.syncline.spool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.event.Delivery;
import io.syncline.event.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A spooled request in bytes: a line with the format's name and version, the length and the SHA-256 of what follows, and
 * then the deliveries as JSON, so that a person can check and read it with common tools.
 */
final class SpoolFormat {
    private static final String HEADER = "syncline-spool 1";
    private static final int LONGEST_HEADER = 128;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private SpoolFormat() {}

    /** A delivery in the file, whatever becomes of {@link Delivery}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(
            String connector,
            String location,
            String contentType,
            byte[] payload,
            Map<String, String> context,
            String receivedAt) {
        static Entry of(Delivery delivery) {
            return new Entry(
                    delivery.connector(),
                    delivery.location(),
                    delivery.contentType(),
                    delivery.payload(),
                    delivery.context(),
                    delivery.receivedAt().toString());
        }

        Delivery delivery() {
            return new Delivery(connector, location, contentType, payload, context, Instant.parse(receivedAt));
        }
    }

    static byte[] write(List<Delivery> deliveries) {
        try {
            byte[] body =
                    JSON.writeValueAsBytes(deliveries.stream().map(Entry::of).toList());
            byte[] header =
                    (HEADER + " " + body.length + " " + Hashes.sha256(body) + "\n").getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(header.length + body.length)
                    .put(header)
                    .put(body)
                    .array();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws DamagedFileException if these are not the bytes that were written; the message has none of the payload
     */
    static List<Delivery> read(byte[] content) throws DamagedFileException {
        byte[] body = checked(content);
        try {
            return Arrays.stream(JSON.readValue(body, Entry[].class))
                    .map(Entry::delivery)
                    .toList();
        } catch (IOException | DateTimeException | NullPointerException e) {
            throw new DamagedFileException(
                    "its deliveries cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static byte[] checked(byte[] content) throws DamagedFileException {
        int end = 0;
        while (end < content.length && end < LONGEST_HEADER && content[end] != '\n') {
            end++;
        }
        String[] header = new String(content, 0, end, StandardCharsets.ISO_8859_1).split(" ", -1);
        if (header.length != 4 || !HEADER.equals(header[0] + " " + header[1])) {
            throw new DamagedFileException("it does not begin with " + HEADER);
        }
        byte[] body = Arrays.copyOfRange(content, Math.min(end + 1, content.length), content.length);
        if (!header[2].equals(Integer.toString(body.length))) {
            throw new DamagedFileException(
                    "it has " + body.length + " bytes of deliveries; expected as many as its first line says");
        }
        if (!header[3].equals(Hashes.sha256(body))) {
            throw new DamagedFileException("its checksum is not that of its first line");
        }
        return body;
    }
}
