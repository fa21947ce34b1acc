package io.syncline.source.mail;

import io.syncline.event.EventKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Message-IDs in one canonical form: what stands between the angle brackets, without folding, white space and comments.
 * Case is kept, because the part before the at-sign depends on it.
 */
final class MessageIds {
    /** The prefix of the event key, which names the algorithm: a better one later must not import everything again. */
    static final String KEY_PREFIX = "mail:v1:";

    private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]*)>");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private MessageIds() {}

    /** The id in a Message-ID header; empty when there is none. */
    static Optional<String> canonical(String header) {
        var bracketed = IN_BRACKETS.matcher(header);
        while (bracketed.find()) {
            String id = compact(bracketed.group(1));
            if (!id.isEmpty()) {
                return Optional.of(id);
            }
        }
        String bare = compact(withoutComments(header).replace("<", "").replace(">", ""));
        return bare.isEmpty() ? Optional.empty() : Optional.of(bare);
    }

    /** The ids in an In-Reply-To or References header: phrases around them do not count. */
    static List<String> referred(String header) {
        var ids = new ArrayList<String>();
        var bracketed = IN_BRACKETS.matcher(header);
        while (bracketed.find()) {
            String id = compact(bracketed.group(1));
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        if (ids.isEmpty()) {
            for (String word : SPACE.split(withoutComments(header), -1)) {
                if (word.contains("@")) {
                    ids.add(compact(word));
                }
            }
        }
        return ids;
    }

    private static String withoutComments(String header) {
        return COMMENT.matcher(header).replaceAll(" ");
    }

    /** Long ones become their hash, as in the event key: database indexes hold neither. */
    private static String compact(String id) {
        String plain = Texts.storable(SPACE.matcher(id).replaceAll(""));
        return plain.isEmpty() ? "" : EventKey.of(KEY_PREFIX, plain).value().substring(KEY_PREFIX.length());
    }
}
