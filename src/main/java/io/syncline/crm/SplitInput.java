package io.syncline.crm;

import java.util.List;
import java.util.UUID;

/**
 * What a contact gives up to another one.
 *
 * @param emails those of its addresses that are the other's
 * @param phones those of its numbers that are the other's
 * @param name of the new contact; absent: as its activities have it
 * @param restore the id of a contact that was merged into this one and stands for itself again; absent: a new one is made
 */
public record SplitInput(List<String> emails, List<String> phones, String name, UUID restore) {}
