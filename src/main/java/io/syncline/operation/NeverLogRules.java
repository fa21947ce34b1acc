package io.syncline.operation;

import io.syncline.connector.NeverLog;
import io.syncline.connector.SynclineConfig;
import io.syncline.crm.ContactErasure;
import io.syncline.event.Address;
import io.syncline.ledger.LedgerErasure;
import io.syncline.operation.NeverLogSweep.Excluded;
import io.syncline.timeline.ActivityErasure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Applies {@code syncline.never-log} to what was stored before a rule was there. */
@ApplicationScoped
public class NeverLogRules {
    private static final int PAGE = 10_000;

    /** HTTP lets go of a connection on which nothing moves for a minute; the answer must come before. */
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final List<NeverLog> rules;
    private final NeverLogSweep sweep;
    private final ActivityErasure activities;
    private final LedgerErasure ledger;
    private final ContactErasure contacts;
    private final Clock clock;

    @Inject
    NeverLogRules(
            SynclineConfig config,
            NeverLogSweep sweep,
            ActivityErasure activities,
            LedgerErasure ledger,
            ContactErasure contacts,
            Clock clock) {
        this.rules = config.neverLog().stream().map(NeverLog::of).toList();
        this.sweep = sweep;
        this.activities = activities;
        this.ledger = ledger;
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * What the rules did, or would do.
     *
     * @param addresses that are stored and under a rule
     * @param activities taken off the timelines
     * @param events excluded, with their raw items taken out
     * @param contacts erased that automation made and nobody worked with
     * @param complete false when time was up: call again
     */
    public record Applied(
            boolean dryRun, long addresses, long activities, long events, long contacts, boolean complete) {}

    /**
     * @param dryRun whether to count only
     * @param user who asked for it
     */
    public Applied apply(boolean dryRun, String user) {
        sweep.asked(rules.size(), dryRun, user);
        Map<String, String> matched = matched();
        return dryRun
                ? new Applied(
                        true,
                        matched.size(),
                        activities.count(matched.keySet()),
                        ledger.count(matched.keySet()),
                        0,
                        true)
                : exclude(matched, user);
    }

    /** Stored addresses, each with the rule that it is under. */
    private Map<String, String> matched() {
        Map<String, String> matched = new LinkedHashMap<>();
        List<String> page = rules.isEmpty() ? List.of() : sweep.addresses("", PAGE);
        while (!page.isEmpty()) {
            page.forEach(address -> rules.stream()
                    .filter(rule -> rule.matches(address(address)))
                    .findFirst()
                    .ifPresent(rule -> matched.put(address, rule.text())));
            page = sweep.addresses(page.get(page.size() - 1), PAGE);
        }
        return matched;
    }

    private Applied exclude(Map<String, String> matched, String user) {
        Instant end = clock.instant().plus(LONGEST);
        long excluded = 0;
        long events = 0;
        long erased = 0;
        for (Map.Entry<String, String> entry : matched.entrySet()) {
            Excluded batch;
            do {
                if (clock.instant().isAfter(end)) {
                    return new Applied(false, matched.size(), excluded, events, erased, false);
                }
                batch = sweep.exclude(entry.getKey(), entry.getValue(), user);
                excluded += batch.activities();
                events += batch.events();
            } while (batch.activities() == NeverLogSweep.BATCH);
            erased += contacts.eraseMade(entry.getKey(), "never-log", user) ? 1 : 0;
        }
        return new Applied(false, matched.size(), excluded, events, erased, true);
    }

    private static Address address(String stored) {
        return new Address(stored.indexOf('@') < 0 ? Address.Type.PHONE : Address.Type.EMAIL, stored);
    }
}
