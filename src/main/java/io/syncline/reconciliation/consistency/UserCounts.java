package io.syncline.reconciliation.consistency;

import io.syncline.connector.CalendarConfig;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.ImapConfig;
import io.syncline.reconciliation.CheckRun;
import io.syncline.reconciliation.Coverage;
import io.syncline.reconciliation.Drift;
import io.syncline.reconciliation.consistency.UserCountQueries.Count;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** By user, how many items their own mailbox and calendars gave, against how many of those are in the CRM. */
@ApplicationScoped
class UserCounts {
    static final String KIND = "user-count";

    private final UserCountQueries queries;

    @Inject
    UserCounts(UserCountQueries queries) {
        this.queries = queries;
    }

    void run(CheckRun run) {
        for (ConnectorConfig connector : run.connectors()) {
            if (connector.pulls()) {
                run.step(KIND);
                counts(connector).stream()
                        .filter(count -> count.source() != count.crm())
                        .forEach(count -> run.found(drift(connector.id(), count)));
                run.covered(new Coverage(KIND, connector.id(), null, null));
            }
        }
    }

    private List<Count> counts(ConnectorConfig connector) {
        return connector instanceof ImapConfig mailbox
                ? queries.ofMailbox(mailbox.id(), mailbox.username())
                : connector instanceof CalendarConfig calendars ? queries.ofCalendars(calendars.id()) : List.of();
    }

    private static Drift drift(String connector, Count count) {
        return new Drift(
                KIND,
                connector,
                "user " + count.user(),
                null,
                "the source of user " + count.user() + " gave " + count.source() + " items that were applied, and "
                        + count.crm() + " of them are in the CRM",
                Map.of("userId", count.user(), "source", count.source(), "crm", count.crm()));
    }
}
