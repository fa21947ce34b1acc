package io.syncline.source.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How far one calendar has been read, and when it may be asked again after failures.
 *
 * @param syncToken of the last complete listing, or null when the calendar has to be listed in full
 * @param resync whether a full listing follows a void token (HTTP 410), so that what it no longer holds is gone
 * @param since the first day of the window that the token stands for, or null for all time
 * @param failures in a row
 * @param notBefore when the calendar may be asked again, or null for at once
 */
record CalendarCheckpoint(String syncToken, boolean resync, String since, int failures, Instant notBefore) {
    static CalendarCheckpoint start(Optional<LocalDate> since) {
        return new CalendarCheckpoint(null, false, text(since), 0, null);
    }

    /** After a listing that was stored to its last page; without a token the next poll lists in full again. */
    CalendarCheckpoint listed(String nextSyncToken) {
        return new CalendarCheckpoint(nextSyncToken, false, since, 0, null);
    }

    /** After HTTP 410. */
    CalendarCheckpoint voided() {
        return new CalendarCheckpoint(null, true, since, failures, notBefore);
    }

    /** After a failure: the cursor stays where it is. */
    CalendarCheckpoint failed(int failuresInARow, Instant next) {
        return new CalendarCheckpoint(syncToken, resync, since, failuresInARow, next);
    }

    /** A token stands for the window it was given for: with another window the calendar is listed in full again. */
    CalendarCheckpoint within(Optional<LocalDate> configured) {
        String window = text(configured);
        boolean same = window == null ? since == null : window.equals(since);
        return same ? this : new CalendarCheckpoint(null, resync, window, failures, notBefore);
    }

    boolean full() {
        return syncToken == null;
    }

    boolean waits(Instant now) {
        return notBefore != null && now.isBefore(notBefore);
    }

    private static String text(Optional<LocalDate> since) {
        return since.map(LocalDate::toString).orElse(null);
    }
}
