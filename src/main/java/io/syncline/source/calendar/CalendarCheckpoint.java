package io.syncline.source.calendar;

/**
 * How far one calendar has been read.
 *
 * @param syncToken of the last complete listing, or null when the calendar has to be listed in full
 * @param resync whether a full listing follows a void token (HTTP 410), so that what it no longer holds is gone
 */
record CalendarCheckpoint(String syncToken, boolean resync) {
    static final CalendarCheckpoint START = new CalendarCheckpoint(null, false);
    static final CalendarCheckpoint VOID = new CalendarCheckpoint(null, true);

    boolean full() {
        return syncToken == null;
    }
}
