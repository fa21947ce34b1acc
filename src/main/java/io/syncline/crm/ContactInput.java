package io.syncline.crm;

import java.util.List;
import java.util.UUID;

/**
 * What a person says of a contact.
 *
 * @param emails all of the contact's addresses
 * @param phones all of the contact's numbers, as written in the organization's region or with a country code
 * @param version that the change is based on; absent when that does not matter
 */
public record ContactInput(
        String name,
        String title,
        List<String> emails,
        List<String> phones,
        UUID accountId,
        UUID ownerId,
        Integer version) {}
