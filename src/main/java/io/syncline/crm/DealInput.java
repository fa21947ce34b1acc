package io.syncline.crm;

import io.syncline.crm.DealView.DealRole;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a person says of a deal.
 *
 * @param stage open unless said otherwise
 * @param currency an ISO 4217 code
 * @param contacts all that have a part in it
 * @param openedAt helps to tell which of several open deals an activity is about; absent when not known
 * @param closedAt of a deal that is won or lost; now unless said otherwise
 * @param version that the change is based on; absent when that does not matter
 */
public record DealInput(
        String name,
        Stage stage,
        BigDecimal amount,
        String currency,
        UUID accountId,
        UUID ownerId,
        List<DealRole> contacts,
        Instant openedAt,
        Instant closedAt,
        Integer version) {}
