package io.syncline.source.mail;

import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/**
 * Reads HTML tag by tag in one pass, however broken it is. No tree is built: as browsers build it, that takes time in the
 * square of the tags that stand where they must not.
 */
final class HtmlTags {
    /** Gets what is found; names of tags in lower case. */
    interface Reader {
        void words(String words);

        void open(String tag);

        void close(String tag);
    }

    /** Nobody sees what stands in them. */
    private static final Set<String> UNSEEN = Set.of("script", "style", "template", "title");

    private final String html;
    private final Reader reader;
    private int at;

    private HtmlTags(String html, Reader reader) {
        this.html = html;
        this.reader = reader;
    }

    static void read(String html, Reader reader) {
        new HtmlTags(html, reader).read();
    }

    private void read() {
        while (at < html.length()) {
            int markup = nextMarkup();
            if (markup > at) {
                reader.words(Parser.unescapeEntities(html.substring(at, markup), false));
            }
            at = markup;
            if (html.startsWith("<!--", at)) {
                at = after("-->", at + 2);
            } else if (at < html.length()) {
                tag();
            }
        }
    }

    /** A less-than sign before anything else is a character. */
    private int nextMarkup() {
        for (int i = html.indexOf('<', at); i >= 0; i = html.indexOf('<', i + 1)) {
            char next = i + 1 < html.length() ? html.charAt(i + 1) : ' ';
            if (isLetter(next) || next == '/' || next == '!' || next == '?') {
                return i;
            }
        }
        return html.length();
    }

    private void tag() {
        boolean closing = html.startsWith("</", at);
        int name = at + (closing ? 2 : 1);
        if (name >= html.length() || !isLetter(html.charAt(name))) {
            at = after(">", at);
            return;
        }
        int end = name;
        while (end < html.length() && " \t\r\n\f/>".indexOf(html.charAt(end)) < 0) {
            end++;
        }
        String tag = html.substring(name, end).toLowerCase(Locale.ROOT);
        at = afterAttributes(end);
        if (closing) {
            reader.close(tag);
        } else if (UNSEEN.contains(tag)) {
            at = afterUnseen(tag);
        } else {
            reader.open(tag);
        }
    }

    /** After the sign that ends the tag, which is none within the quotes of a value. */
    private int afterAttributes(int from) {
        char quote = 0;
        char before = 0;
        for (int i = from; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote == 0 && c == '>') {
                return i + 1;
            }
            if (quote == c) {
                quote = 0;
            } else if (quote == 0 && before == '=' && (c == '"' || c == '\'')) {
                quote = c;
            }
            before = Character.isWhitespace(c) ? before : c;
        }
        return html.length();
    }

    /** To the end tag, or to the end of all, as browsers do. */
    private int afterUnseen(String tag) {
        for (int i = html.indexOf("</", at); i >= 0; i = html.indexOf("</", i + 2)) {
            if (html.regionMatches(true, i + 2, tag, 0, tag.length())) {
                return after(">", i);
            }
        }
        return html.length();
    }

    private int after(String end, int from) {
        int found = html.indexOf(end, from);
        return found < 0 ? html.length() : found + end.length();
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
