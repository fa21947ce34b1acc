package io.syncline.crm;

import java.util.List;
import java.util.UUID;

/**
 * What a person says of an account.
 *
 * @param domains all of its company domains
 * @param version that the change is based on; absent when that does not matter
 */
public record AccountInput(String name, List<String> domains, UUID ownerId, Integer version) {}
