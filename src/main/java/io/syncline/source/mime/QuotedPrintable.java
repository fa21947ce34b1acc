package io.syncline.source.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Decodes quoted-printable (RFC 2045, 6.7); what is none stays as it stands. The decoder of Jakarta Mail calls itself at
 * every soft line break, so that a mail of nothing else ends with the stack.
 */
final class QuotedPrintable extends InputStream {
    private final PushbackInputStream in;
    private int spaces;

    QuotedPrintable(InputStream in) {
        this.in = new PushbackInputStream(in, 2);
    }

    @Override
    public int read() throws IOException {
        if (spaces > 0) {
            spaces--;
            return ' ';
        }
        int c = in.read();
        while (c == '=') {
            int first = in.read();
            int second = first == '\n' || first < 0 ? -1 : in.read();
            if (first == '\n' || first == '\r') {
                unread(second == '\n' ? -1 : second);
                c = in.read();
            } else {
                return octet(first, second);
            }
        }
        return c == ' ' ? afterSpaces() : c;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int c = read();
            if (c < 0) {
                return count == 0 ? -1 : count;
            }
            buffer[offset + count++] = (byte) c;
        }
        return count;
    }

    private int octet(int first, int second) throws IOException {
        int high = Character.digit(first, 16);
        int low = Character.digit(second, 16);
        if (high >= 0 && low >= 0) {
            return high << 4 | low;
        }
        unread(second);
        unread(first);
        return first < 0 ? -1 : '=';
    }

    /** Spaces at the end of a line are padding (RFC 2045, 6.7, rule 3). */
    private int afterSpaces() throws IOException {
        int c = in.read();
        while (c == ' ') {
            spaces++;
            c = in.read();
        }
        if (c == '\r' || c == '\n' || c < 0) {
            spaces = 0;
            return c;
        }
        in.unread(c);
        return ' ';
    }

    private void unread(int c) throws IOException {
        if (c >= 0) {
            in.unread(c);
        }
    }
}
