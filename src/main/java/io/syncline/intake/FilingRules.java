package io.syncline.intake;

import io.syncline.connector.NeverLog;
import io.syncline.connector.Organization;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.Address;
import io.syncline.event.Addresses;
import io.syncline.event.Kind;
import io.syncline.event.Participant;
import io.syncline.event.SourceEvent;
import io.syncline.event.SourceEvent.Exclusion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides what is never filed, whatever its source: activities with never-log people, and mail or meetings among the
 * organization's own people alone. Neither leaves its payload in the ledger.
 */
@ApplicationScoped
class FilingRules {
    /** Its lookbehind keeps the search short where there is no address for megabytes. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\\.[a-zA-Z0-9-]{1,63})+");

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

    /** Why an item that cannot be read is kept out: an address stands in it that is never logged. */
    Optional<String> neverLogged(byte[] unread) {
        if (neverLog.isEmpty()) {
            return Optional.empty();
        }
        String text = new String(unread, StandardCharsets.ISO_8859_1).replace("%40", "@");
        return ADDRESS.matcher(text)
                .results()
                .flatMap(found -> Addresses.email(found.group()).stream())
                .flatMap(address -> neverLog.stream().filter(rule -> rule.matches(address)))
                .findFirst()
                .map(rule -> "never-log: " + rule.text());
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
