package io.syncline.intake;

import io.syncline.connector.NeverLog;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.Address;
import io.syncline.event.Kind;
import io.syncline.event.Participant;
import io.syncline.event.SourceEvent;
import io.syncline.event.SourceEvent.Exclusion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides what is never filed, whatever its source: activities with never-log people, and mail or meetings among the
 * organization's own people alone. Neither leaves its payload in the ledger.
 */
@ApplicationScoped
class FilingRules {
    private final Organization organization;
    private final List<NeverLog> neverLog;

    @Inject
    FilingRules(SynclineConfig config) {
        this.organization = config.organization();
        this.neverLog = config.neverLog().stream().map(NeverLog::of).toList();
    }

    SourceEvent decide(SourceEvent event) {
        Optional<Exclusion> exclusion = neverLogged(event);
        if (exclusion.isEmpty() && event.exclusion().isEmpty()) {
            exclusion = internal(event);
        }
        return exclusion.map(event::excluded).orElse(event);
    }

    private Optional<Exclusion> neverLogged(SourceEvent event) {
        List<Address> addresses = event.addresses();
        return neverLog.stream()
                .filter(rule -> addresses.stream().anyMatch(rule::matches))
                .findFirst()
                .map(rule -> new Exclusion("never-log: " + rule.text(), false));
    }

    private Optional<Exclusion> internal(SourceEvent event) {
        if (event.kind() != Kind.EMAIL && event.kind() != Kind.MEETING) {
            return Optional.empty();
        }
        List<Address> people = event.facts().participants().stream()
                .map(Participant::address)
                .filter(Objects::nonNull)
                .toList();
        boolean amongUs = !people.isEmpty() && people.stream().allMatch(organization::owns);
        return amongUs
                ? Optional.of(new Exclusion("internal: only people of the organization took part", false))
                : Optional.empty();
    }
}
