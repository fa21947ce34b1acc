package io.syncline.crm;

import io.syncline.assignment.OwnerAssignment;
import io.syncline.association.AssociationTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** The fields of contacts. */
@ApplicationScoped
class OwnedContacts extends OwnedTable {
    private static final String ACCOUNT = "accountId";
    private static final String OWNER = "ownerId";
    private static final String ADDRESSES = "select value from identity where contact_id = :id and kind = ";
    private static final String IN_ORDER = " order by position, value";

    private final AssociationTasks tasks;
    private final OwnerAssignment assignment;

    @Inject
    OwnedContacts(StatelessSession session, AssociationTasks tasks, OwnerAssignment assignment, Clock clock) {
        super(
                session,
                clock,
                "contact",
                " and erased_at is null",
                true,
                Map.of(
                        "name",
                        Column.text("name"),
                        "title",
                        Column.text("title"),
                        ACCOUNT,
                        Column.id("account_id"),
                        OWNER,
                        Column.id("owner_id")));
        this.tasks = tasks;
        this.assignment = assignment;
    }

    @Override
    public Map<String, List<String>> lists(UUID id) {
        return Map.of(
                "emails", texts(ADDRESSES + "'email'" + IN_ORDER, id),
                "phones", texts(ADDRESSES + "'phone'" + IN_ORDER, id));
    }

    @Override
    void written(UUID id, String field) {
        if (field.equals(ACCOUNT)) {
            tasks.contactsChanged(List.of(id));
        }
        if (field.equals(OWNER)) {
            assignment.follow("contact", id);
        }
    }
}
