package io.syncline.operation;

import static java.util.stream.Collectors.partitioningBy;

import io.syncline.association.LinkDifference;
import io.syncline.association.LinkSimulation;
import io.syncline.database.Snapshots;
import io.syncline.ownership.FieldDifference;
import io.syncline.ownership.FieldDifferences;
import io.syncline.ownership.FieldSimulation;
import io.syncline.ownership.OwnershipPolicy;
import io.syncline.ownership.PolicyInForce;
import io.syncline.ownership.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Tries a field ownership policy: what would be different if it were in force. Nothing is written. */
@ApplicationScoped
public class PolicySimulation {
    /** The transaction and the caller wait for a minute at most. */
    static final Duration LONGEST = Duration.ofSeconds(40);

    private static final String OWNER = "ownerId";
    private static final String ACCOUNT = "accountId";

    private final FieldSimulation fields;
    private final LinkSimulation links;
    private final Snapshots snapshots;
    private final PolicyInForce policy;
    private final Clock clock;

    @Inject
    PolicySimulation(
            FieldSimulation fields, LinkSimulation links, Snapshots snapshots, PolicyInForce policy, Clock clock) {
        this.fields = fields;
        this.links = links;
        this.snapshots = snapshots;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * @param window whose records are looked at, each with all that was ever said of it
     */
    @Transactional(TxType.REQUIRES_NEW)
    public SimulationResult simulate(OwnershipPolicy candidate, Window window) {
        snapshots.begin();
        Instant end = clock.instant().plus(LONGEST);
        BooleanSupplier enough = () -> clock.instant().isAfter(end);
        FieldDifferences found = fields.compare(candidate, window, enough);
        List<LinkDifference> linked = links.compare(accounts(found.fields()), enough);
        Map<Boolean, List<FieldDifference>> owners = found.fields().stream()
                .collect(partitioningBy(field -> field.field().equals(OWNER)));
        return SimulationResult.of(
                candidate.label(),
                policy.policy().label(),
                window,
                found.records(),
                found.complete() && !enough.getAsBoolean(),
                owners.get(false),
                owners.get(true),
                found.reviews(),
                linked);
    }

    /** Contacts whose account would be another. */
    private static Map<UUID, UUID> accounts(List<FieldDifference> differences) {
        Map<UUID, UUID> accounts = new HashMap<>();
        differences.stream()
                .filter(field ->
                        field.entity().equals("contact") && field.field().equals(ACCOUNT))
                .forEach(field ->
                        accounts.put(field.id(), field.after() == null ? null : UUID.fromString(field.after())));
        return accounts;
    }
}
