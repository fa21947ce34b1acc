package io.syncline.crm;

import io.syncline.association.AssociationTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** The fields of deals. */
@ApplicationScoped
class OwnedDeals extends OwnedTable {
    private final AssociationTasks tasks;

    @Inject
    OwnedDeals(StatelessSession session, AssociationTasks tasks, Clock clock) {
        super(
                session,
                clock,
                "deal",
                "",
                true,
                Map.of(
                        "name", Column.text("name"),
                        "stage", Column.text("stage"),
                        "amount", new Column("amount", "numeric"),
                        "currency", Column.text("currency"),
                        "openedAt", new Column("opened_at", "timestamptz"),
                        "closedAt", new Column("closed_at", "timestamptz"),
                        "accountId", Column.id("account_id"),
                        "ownerId", Column.id("owner_id")));
        this.tasks = tasks;
    }

    @Override
    void written(UUID id, String field) {
        tasks.linkedChanged(List.of(id));
    }
}
