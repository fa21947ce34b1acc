package io.syncline.crm;

import io.syncline.assignment.OwnerAssignment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** The fields of accounts. */
@ApplicationScoped
class OwnedAccounts extends OwnedTable {
    private static final String OWNER = "ownerId";

    private final OwnerAssignment assignment;

    @Inject
    OwnedAccounts(StatelessSession session, OwnerAssignment assignment, Clock clock) {
        super(session, clock, "account", "", true, Map.of("name", Column.text("name"), OWNER, Column.id("owner_id")));
        this.assignment = assignment;
    }

    @Override
    public Map<String, List<String>> lists(UUID id) {
        return Map.of("domains", texts("select domain from account_domain where account_id = :id order by domain", id));
    }

    @Override
    void written(UUID id, String field) {
        if (field.equals(OWNER)) {
            assignment.follow("account", id);
        }
    }
}
