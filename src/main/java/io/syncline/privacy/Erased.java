package io.syncline.privacy;

import java.util.List;

/**
 * Somebody is being erased: told within that transaction to whoever keeps identifiers of items, which may name them.
 *
 * @param addresses e-mail addresses and phone numbers
 */
public record Erased(List<String> addresses) {
    public Erased {
        addresses = List.copyOf(addresses);
    }
}
