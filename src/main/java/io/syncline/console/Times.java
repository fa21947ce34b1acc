package io.syncline.console;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Sentences of services name times in UTC; a page says them in the reader's zone, as all others. */
final class Times {
    private static final Pattern UTC = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private Times() {}

    /** The text, safe for a page, with its times marked as such. */
    @TemplateExtension
    static RawString withTimes(String text) {
        return new RawString(UTC.matcher(escaped(text)).replaceAll(Times::marked));
    }

    private static String marked(MatchResult found) {
        try {
            Instant time = Instant.parse(found.group());
            return "<time datetime=\"" + time + "\">" + Say.inUtc(time) + "</time>";
        } catch (DateTimeException no) {
            return found.group();
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
