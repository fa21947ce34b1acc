package io.syncline.association;

import java.util.Map;
import java.util.UUID;

/**
 * A link with its receipt.
 *
 * @param entity account, contact or deal
 * @param rule that made it
 * @param confidence 0 to 1
 * @param explanation a sentence for people
 * @param evidence what the rule saw, losers included, as JSON values
 */
record Link(String entity, UUID id, String rule, double confidence, String explanation, Map<String, Object> evidence) {}
