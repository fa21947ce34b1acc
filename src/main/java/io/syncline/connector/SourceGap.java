package io.syncline.connector;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Days of which a source may have held what was not read and what its checkpoint will not bring.
 *
 * @param scope the folder or calendar
 * @param from the first day, or null for the beginning
 * @param to the day after the last
 * @param reason in a sentence
 */
public record SourceGap(String scope, LocalDate from, LocalDate to, String reason, Instant noticedAt) {}
