package io.syncline.trace;

import java.util.List;

/**
 * The items that a text names, the latest first.
 *
 * @param understoodAs what the text may be: event-id, event-key, message-id, calendar-id, call-id, submission-id,
 *     email-address, phone-number
 * @param notes what keeps items out of this list that may be meant
 * @param next the cursor of the page that follows, or null on the last one
 */
public record Trace(String query, List<String> understoodAs, List<String> notes, List<TraceItem> items, String next) {}
