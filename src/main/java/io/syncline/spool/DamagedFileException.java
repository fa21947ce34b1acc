package io.syncline.spool;

import java.io.IOException;

/** A spooled request that is not what was written. */
class DamagedFileException extends IOException {
    DamagedFileException(String message) {
        super(message);
    }
}
