package io.syncline.backfill;

/**
 * One item of an export, in the form in which its source would have sent it.
 *
 * @param contentType the media type of {@code payload}
 */
@SuppressWarnings("ArrayRecordComponent") // items are never compared
public record ExportItem(String contentType, byte[] payload) {}
