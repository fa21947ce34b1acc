package io.syncline.spool;

import java.io.IOException;

/** The spool holds as much as it may. */
class SpoolFullException extends IOException {
    SpoolFullException(long bytes, long maxSize) {
        super("the spool holds " + bytes + " bytes of the " + maxSize + " of syncline.spool.max-size");
    }
}
