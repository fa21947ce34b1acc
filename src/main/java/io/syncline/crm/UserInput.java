package io.syncline.crm;

import java.util.List;

/**
 * What is said of a user.
 *
 * @param emails all of the user's addresses
 * @param phones all of the user's numbers, by which calls find their agent
 * @param version that the change is based on; absent when that does not matter
 */
public record UserInput(String name, List<String> emails, List<String> phones, Boolean active, Integer version) {}
