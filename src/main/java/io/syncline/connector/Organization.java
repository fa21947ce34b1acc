package io.syncline.connector;

import io.syncline.event.Address;
import java.util.Set;

/**
 * Whose CRM it is.
 *
 * @param domains in lower-case ASCII; their people are CRM users, not contacts
 * @param defaultRegion ISO 3166 code for phone numbers without a country code
 */
public record Organization(Set<String> domains, String defaultRegion) {
    public Organization {
        domains = Set.copyOf(domains);
    }

    /** Whether an e-mail address is one of the organization's own, subdomains included. */
    public boolean owns(Address address) {
        String domain = address == null ? "" : address.domain();
        return domains.stream().anyMatch(own -> domain.equals(own) || domain.endsWith("." + own));
    }
}
