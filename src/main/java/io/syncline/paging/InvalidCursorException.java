package io.syncline.paging;

/** A cursor that no page of this list gave. */
public class InvalidCursorException extends IllegalArgumentException {
    InvalidCursorException(Throwable cause) {
        super("the cursor is not one that a page of this list gave as next", cause);
    }
}
