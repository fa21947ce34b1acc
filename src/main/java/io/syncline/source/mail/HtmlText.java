package io.syncline.source.mail;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a person reads of an HTML body: text with its paragraphs, no markup, no styles, no scripts. */
final class HtmlText {
    private static final Set<String> OWN_LINE =
            Set.of("address", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "table", "tr");

    private HtmlText() {}

    static String of(String html) {
        Document document = Jsoup.parse(html);
        document.select("script, style, head, title, template").remove();
        var text = new StringBuilder();
        document.body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    append(text, words);
                } else if (node instanceof Element element) {
                    open(text, element.normalName());
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && startsLine(element.normalName())) {
                    newLine(text);
                    text.append(element.normalName().equals("p") ? "\n" : "");
                }
            }
        });
        return text.toString();
    }

    private static void append(StringBuilder text, TextNode words) {
        boolean preformatted = words.parent() != null && words.parent().nameIs("pre");
        String shown = preformatted ? words.getWholeText() : words.text();
        boolean atStart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(atStart && !preformatted ? shown.stripLeading() : shown);
    }

    private static void open(StringBuilder text, String tag) {
        if (tag.equals("br")) {
            text.append('\n');
        } else if (startsLine(tag)) {
            newLine(text);
            text.append(tag.equals("li") ? "- " : "");
        } else if (tag.equals("td") || tag.equals("th")) {
            text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? "" : " ");
        }
    }

    private static boolean startsLine(String tag) {
        return tag.equals("p") || OWN_LINE.contains(tag);
    }

    private static void newLine(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
