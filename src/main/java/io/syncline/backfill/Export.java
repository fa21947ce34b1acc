package io.syncline.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.TelephonyConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes an export of a provider's calls or leads apart: JSON lines, or CSV whose first line names the fields as the
 * provider's webhook does. Each item becomes what the webhook would have had, and so is read by the same mapping.
 */
public final class Export {
    public static final String CSV = "text/csv";
    public static final String JSON_LINES = "application/x-ndjson";

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    /** Of the generic call; CSV knows only texts. */
    private static final Set<String> NUMBERS = Set.of("sequence", "durationSeconds");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CsvMapper CSV_MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES, CsvParser.Feature.TRIM_SPACES)
            .build();

    private Export() {}

    /**
     * @param mediaType {@link #CSV} or {@link #JSON_LINES}
     * @param body UTF-8
     * @throws IllegalArgumentException if a line is none of the format; names the line
     */
    public static List<ExportItem> read(ConnectorConfig connector, String mediaType, byte[] body) {
        List<ExportItem> items =
                new String(body, StandardCharsets.UTF_8).isBlank() ? List.of() : items(connector, mediaType, body);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("the export is empty; expected an item a line");
        }
        return items;
    }

    private static List<ExportItem> items(ConnectorConfig connector, String mediaType, byte[] body) {
        return mediaType.equals(CSV) ? rows(connector, body) : lines(connector, body);
    }

    private static List<ExportItem> lines(ConnectorConfig connector, byte[] body) {
        var items = new ArrayList<ExportItem>();
        int number = 0;
        for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                items.add(item(connector, number, line.strip()));
            }
        }
        return items;
    }

    private static ExportItem item(ConnectorConfig connector, int number, String line) {
        try {
            JsonNode object = MAPPER.readTree(line);
            if (!object.isObject()) {
                throw new IllegalArgumentException("line " + number + " is no JSON object");
            }
            if (!speaksForms(connector)) {
                return new ExportItem(JSON, line.getBytes(StandardCharsets.UTF_8));
            }
            var fields = new LinkedHashMap<String, String>();
            object.properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            return form(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("line " + number + " is no JSON object", e);
        }
    }

    private static List<ExportItem> rows(ConnectorConfig connector, byte[] body) {
        var items = new ArrayList<ExportItem>();
        try (MappingIterator<Map<String, String>> rows = CSV_MAPPER
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(body)) {
            while (rows.hasNextValue()) {
                Map<String, String> row = rows.nextValue();
                row.values().removeIf(String::isEmpty);
                boolean json = connector instanceof TelephonyConfig && !speaksForms(connector);
                items.add(json ? call(row) : form(row));
            }
            return items;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("row " + (items.size() + 1) + " is no CSV of the header's columns", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExportItem call(Map<String, String> row) throws JsonProcessingException {
        Map<String, Object> call = new LinkedHashMap<>(row);
        call.replaceAll(
                (name, value) -> NUMBERS.contains(name) && value.toString().matches("\\d{1,18}")
                        ? Long.valueOf(value.toString())
                        : value);
        return new ExportItem(JSON, MAPPER.writeValueAsBytes(call));
    }

    /** Whether the provider's webhook sends forms and nothing else. */
    private static boolean speaksForms(ConnectorConfig connector) {
        return connector instanceof TelephonyConfig calls && calls.provider().equals("twilio");
    }

    private static ExportItem form(Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return new ExportItem(FORM, form.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
