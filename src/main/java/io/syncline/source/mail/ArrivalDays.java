package io.syncline.source.mail;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The days by the server's date of arrival, without time and zone (RFC 3501, 6.4.4).
 *
 * @param since the first day
 * @param before the first day that no longer counts
 */
record ArrivalDays(Optional<LocalDate> since, Optional<LocalDate> before) {
    static final ArrivalDays ALL = new ArrivalDays(Optional.empty(), Optional.empty());

    static ArrivalDays since(Optional<LocalDate> first) {
        return new ArrivalDays(first, Optional.empty());
    }
}
