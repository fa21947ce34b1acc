package io.syncline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.syncline.intake.Database;
import io.syncline.lease.Lease;
import io.syncline.lease.Leases;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LeaseKeeperIT {
    @Inject
    LeaseKeeper keeper;

    @Inject
    Leases leases;

    @Inject
    Database database;

    private final String connector = "kept-" + UUID.randomUUID();

    @AfterEach
    void forget() {
        database.run("delete from connector_lease where connector = :connector", Map.of("connector", connector));
    }

    @Test
    void pollWhoseEndCouldNotBeKept_endsWithTheNextRound() {
        // given
        Lease lease = leases.begin(connector).orElseThrow();

        // when no connection is to be had
        QuarkusTransaction.begin();
        QuarkusTransaction.setRollbackOnly();
        keeper.end(lease);
        QuarkusTransaction.rollback();
        assertThat(polling()).isTrue();

        // then
        Awaitility.await().until(() -> !polling());
        assertThat(leases.begin(connector)).as("it stayed this replica's").isPresent();
    }

    private boolean polling() {
        return database.count(
                        "connector_lease where connector = :connector and polling_since is not null",
                        Map.of("connector", connector))
                > 0;
    }
}
