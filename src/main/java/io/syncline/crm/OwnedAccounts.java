package io.syncline.crm;

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
    @Inject
    OwnedAccounts(StatelessSession session, Clock clock) {
        super(session, clock, "account", "", Map.of("name", Column.text("name"), "ownerId", Column.id("owner_id")));
    }

    @Override
    public Map<String, List<String>> lists(UUID id) {
        return Map.of("domains", texts("select domain from account_domain where account_id = :id order by domain", id));
    }
}
