/** Google Calendar: reads calendars with sync tokens and understands their events as meetings. */
package io.syncline.source.calendar;
