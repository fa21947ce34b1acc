package io.syncline.source.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an attachment; its content stays in the stored mail.
 *
 * @param size bytes, decoded; empty where the mail was cut inside it
 */
record Attachment(String name, String type, Optional<Long> size) {
    /** As it stands in an activity's attributes. */
    Map<String, Object> toAttribute() {
        var attribute = new LinkedHashMap<String, Object>();
        attribute.put("name", name);
        attribute.put("type", type);
        size.ifPresent(bytes -> attribute.put("size", bytes));
        return attribute;
    }
}
