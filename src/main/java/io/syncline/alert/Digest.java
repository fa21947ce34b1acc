package io.syncline.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an owner is told at once.
 *
 * @param news trouble that is new
 * @param over trouble that was told and is over
 */
public record Digest(String owner, List<Trouble> news, List<Noted> over) {
    public Digest {
        news = List.copyOf(news);
        over = List.copyOf(over);
    }

    static Digest none(String owner) {
        return new Digest(owner, List.of(), List.of());
    }

    /** Whether there is something to tell. */
    public boolean isWorthSending() {
        return !news.isEmpty() || !over.isEmpty();
    }

    public String getOwner() {
        return owner;
    }

    /** One line that says which connectors. */
    public String getSubject() {
        List<String> parts = new ArrayList<>();
        news.forEach(trouble -> parts.add(trouble.connector() + " " + words(trouble.kind())));
        over.forEach(noted -> parts.add(noted.connector() + " not " + words(noted.kind()) + " any more"));
        return "Syncline: " + String.join(", ", parts);
    }

    /** The digest in plain text. */
    public String getText() {
        Stream<String> now = news.stream().map(trouble -> "- " + line(trouble));
        Stream<String> past = over.stream()
                .map(noted -> "- " + noted.connector() + ": not " + words(noted.kind()) + " any more (it was since "
                        + noted.since() + ")");
        var lines = new ArrayList<String>();
        if (!news.isEmpty()) {
            lines.add("Connectors of yours need you:");
            now.forEach(lines::add);
        }
        if (!over.isEmpty()) {
            lines.add("Over:");
            past.forEach(lines::add);
        }
        lines.add("GET /api/v1/connectors says more, and /api/v1/dead-letters what could not be applied.");
        return String.join("\n", lines) + "\n";
    }

    /** The same for programs. */
    public Map<String, Object> getJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("owner", owner);
        json.put("text", getSubject() + "\n" + getText());
        json.put("news", news.stream().map(Digest::json).toList());
        json.put(
                "over",
                over.stream()
                        .map(noted -> Map.of(
                                "connector",
                                noted.connector(),
                                "problem",
                                noted.kind().word()))
                        .toList());
        return json;
    }

    private static Map<String, Object> json(Trouble trouble) {
        var json = new LinkedHashMap<String, Object>();
        json.put("connector", trouble.connector());
        json.put("problem", trouble.kind().word());
        json.put("count", trouble.count());
        json.put("detail", trouble.detail());
        return json;
    }

    private static String line(Trouble trouble) {
        return trouble.connector() + ": " + words(trouble.kind())
                + (trouble.detail() == null ? "" : ": " + trouble.detail());
    }

    private static String words(Trouble.Kind kind) {
        return switch (kind) {
            case FAILING, LAGGING, SILENT -> kind.word();
            case DEAD_LETTERS -> "has dead letters";
        };
    }
}
