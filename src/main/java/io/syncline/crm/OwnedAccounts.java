package io.syncline.crm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.hibernate.StatelessSession;

/** The fields of accounts. */
@ApplicationScoped
class OwnedAccounts extends OwnedTable {
    @Inject
    OwnedAccounts(StatelessSession session, Clock clock) {
        super(session, clock, "account", "", Map.of("name", Column.text("name"), "ownerId", Column.id("owner_id")));
    }
}
