package io.syncline.crm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.hibernate.StatelessSession;

/** The fields of leads: what was submitted stays, and an owner is given. */
@ApplicationScoped
class OwnedLeads extends OwnedTable {
    @Inject
    OwnedLeads(StatelessSession session, Clock clock) {
        super(
                session,
                clock,
                "lead",
                "",
                false,
                Map.of(
                        "form", Column.text("form"),
                        "email", Column.text("email"),
                        "name", Column.text("name"),
                        "phone", Column.text("phone"),
                        "company", Column.text("company"),
                        "title", Column.text("title"),
                        "message", Column.text("message"),
                        "ownerId", Column.id("owner_id")));
    }
}
