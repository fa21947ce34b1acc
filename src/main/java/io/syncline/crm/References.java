package io.syncline.crm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Finds references that lead nowhere. */
@ApplicationScoped
class References {
    private final StatelessSession session;

    @Inject
    References(StatelessSession session) {
        this.session = session;
    }

    void account(Fields fields, UUID id) {
        check(fields, "accountId", id, "Account", "the id of an account, or null");
    }

    void owner(Fields fields, UUID id) {
        check(fields, "ownerId", id, "CrmUser", "the id of a user, or null");
    }

    /** Which of these are no contacts that stand for themselves. */
    Set<UUID> missingContacts(Collection<UUID> ids) {
        Set<UUID> missing = new TreeSet<>(ids);
        if (!ids.isEmpty()) {
            missing.removeAll(session.createSelectionQuery(
                            "select id from Contact where id in :ids and mergedInto is null and erasedAt is null",
                            UUID.class)
                    .setParameterList("ids", List.copyOf(ids))
                    .list());
        }
        return missing;
    }

    private void check(Fields fields, String field, UUID id, String entity, String expected) {
        if (id == null || !fields.has(field)) {
            return;
        }
        boolean found = session.createSelectionQuery("select id from " + entity + " where id = :id", UUID.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .isPresent();
        if (!found) {
            fields.refuse(field, expected);
        }
    }
}
