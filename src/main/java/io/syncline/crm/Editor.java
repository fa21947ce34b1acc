package io.syncline.crm;

import java.util.Set;

/**
 * Who changes a record.
 *
 * @param roles viewer, operator, admin
 */
public record Editor(String name, Set<String> roles) {
    public Editor {
        roles = Set.copyOf(roles);
    }
}
