package io.syncline.source.mail;

import java.util.Set;

/** What a person reads of an HTML body: text with its paragraphs, no markup, no styles, no scripts. */
final class HtmlText implements HtmlTags.Reader {
    private static final Set<String> OWN_LINE =
            Set.of("address", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "table", "tr");

    /** Soft hyphen and space without width: nobody sees them, and senders hide them in words. */
    private static final String INVISIBLE = "\u00AD\u200B";

    private final StringBuilder text = new StringBuilder();
    private boolean inParagraph;
    private boolean preformatted;

    private HtmlText() {}

    static String of(String html) {
        var text = new HtmlText();
        HtmlTags.read(html, text);
        text.startLine();
        return text.text.toString();
    }

    @Override
    public void words(String words) {
        if (preformatted) {
            text.append(words);
            return;
        }
        boolean spaced = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean space = Character.isWhitespace(c) || c == '\u00A0';
            if (INVISIBLE.indexOf(c) >= 0 || (space && spaced)) {
                continue;
            }
            text.append(space ? ' ' : c);
            spaced = space;
        }
    }

    @Override
    public void open(String tag) {
        if (tag.equals("br")) {
            text.append('\n');
        } else if (tag.equals("td") || tag.equals("th")) {
            text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? "" : " ");
        } else if (OWN_LINE.contains(tag)) {
            startLine();
            text.append(tag.equals("li") ? "- " : "");
            inParagraph = tag.equals("p");
            preformatted |= tag.equals("pre");
        }
    }

    @Override
    public void close(String tag) {
        if (OWN_LINE.contains(tag)) {
            startLine();
            preformatted &= !tag.equals("pre");
        }
    }

    /** Whatever has a line of its own ends the paragraph before it, which seldom says so. */
    private void startLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        text.append(inParagraph ? "\n" : "");
        inParagraph = false;
    }
}
