package io.syncline.source.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Takes an address header apart at its commas and hands the pieces to Jakarta Mail one by one. Its parser looks ahead to the
 * end for whatever nobody closes (a bracket, a quote, a comment), so that of a whole header it may take hours.
 */
final class AddressList {
    /** What is longer ends with the address: its end counts. */
    private static final int LONGEST_PIECE = 2_000;

    private final String header;
    private final List<String> pieces = new ArrayList<>();
    private int start;
    private boolean inAngles;
    private boolean hasAt;
    private boolean closedComments = true;

    private AddressList(String header) {
        this.header = header;
    }

    /** The members of the list, those of its groups among them; at most so many pieces of it are looked at. */
    static List<InternetAddress> parse(String header, int most) {
        var members = new ArrayList<InternetAddress>();
        for (String piece : new AddressList(header).split(most)) {
            String end = piece.substring(Math.max(piece.length() - LONGEST_PIECE, 0));
            try {
                Collections.addAll(members, InternetAddress.parseHeader(end, false));
            } catch (AddressException unreadable) {
                var asItStands = new InternetAddress();
                asItStands.setAddress(end);
                members.add(asItStands);
            }
        }
        return members;
    }

    private List<String> split(int most) {
        for (int i = 0; i < header.length() && pieces.size() < most; i++) {
            switch (header.charAt(i)) {
                case '\\' -> i++;
                case '"' -> i = afterQuote(i);
                case '(' -> i = afterComment(i);
                case '<' -> inAngles = true;
                case '>' -> inAngles = false;
                case '@' -> hasAt = true;
                case ',', ';' -> take(i);
                // The name of a group, whose members count, or something like mailto.
                case ':' -> start = inAngles || hasAt ? start : i + 1;
                default -> {}
            }
        }
        take(header.length());
        return pieces.subList(0, Math.min(pieces.size(), most));
    }

    private void take(int end) {
        String piece = header.substring(Math.min(start, end), end).strip();
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        start = end + 1;
        inAngles = false;
        hasAt = false;
    }

    /** The place of the closing quote; where there is none near, the quote is a character like another. */
    private int afterQuote(int open) {
        for (int i = open + 1; i < Math.min(header.length(), open + LONGEST_PIECE); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                return i;
            }
            i += c == '\\' ? 1 : 0;
        }
        return open;
    }

    /** The place of the closing parenthesis; once there is none near, none is looked for again. */
    private int afterComment(int open) {
        int depth = 0;
        int end = closedComments ? Math.min(header.length(), open + LONGEST_PIECE) : open;
        for (int i = open; i < end; i++) {
            char c = header.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
            i += c == '\\' ? 1 : 0;
        }
        closedComments = false;
        return open;
    }
}
