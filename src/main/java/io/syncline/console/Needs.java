package io.syncline.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.syncline.api.ConnectorAnswer;
import io.syncline.association.LinkReviews;
import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.Connectors;
import io.syncline.console.OverviewPage.Need;
import io.syncline.ledger.LedgerCounts;
import io.syncline.ledger.LedgerCounts.Cluster;
import io.syncline.operation.ConnectorState;
import io.syncline.ownership.PolicyOverview;
import io.syncline.ownership.PolicyOverview.InForce;
import io.syncline.ownership.ReviewList;
import io.syncline.paging.PageRequest;
import io.syncline.rebuild.RebuildState;
import io.syncline.rebuild.Rebuilds;
import io.syncline.reconciliation.ReconciliationFigures;
import io.syncline.reconciliation.ReconciliationFigures.Open;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What waits for a person: what stands still, what is dead, what is behind, what only a person can decide. */
@ApplicationScoped
class Needs {
    private static final int CAUSES = 5;

    private final LedgerCounts ledger;
    private final ReviewList fields;
    private final LinkReviews links;
    private final PolicyOverview policies;
    private final ReconciliationFigures drift;
    private final Rebuilds rebuilds;
    private final Connectors connectors;

    @Inject
    Needs(
            LedgerCounts ledger,
            ReviewList fields,
            LinkReviews links,
            PolicyOverview policies,
            ReconciliationFigures drift,
            Rebuilds rebuilds,
            Connectors connectors) {
        this.ledger = ledger;
        this.fields = fields;
        this.links = links;
        this.policies = policies;
        this.drift = drift;
        this.rebuilds = rebuilds;
        this.connectors = connectors;
    }

    List<Need> of(List<ConnectorAnswer> all) {
        var needs = new ArrayList<Need>();
        Stream.of(ConnectorState.FAILING, ConnectorState.SILENT).forEach(state -> needs.addAll(in(state, all)));
        needs.addAll(deadLetters());
        needs.addAll(in(ConnectorState.LAGGING, all));
        needs.addAll(missing(all));
        needs.addAll(policy());
        needs.addAll(findings());
        needs.addAll(reviews());
        needs.addAll(rebuilt());
        needs.addAll(paused(all));
        return needs;
    }

    private static List<Need> in(ConnectorState state, List<ConnectorAnswer> all) {
        return all.stream()
                .filter(connector -> connector.state() == state)
                .map(connector -> new Need(
                        state.word(),
                        connector.id() + " is " + state.word(),
                        connector.reason(),
                        connector.owner(),
                        "/connectors/" + connector.id()))
                .toList();
    }

    /** What a connector that does its work has lost; of others the state says what there is to do. */
    private static List<Need> missing(List<ConnectorAnswer> all) {
        return all.stream()
                .filter(connector -> connector.state() == ConnectorState.HEALTHY && connector.missing() > 0)
                .map(connector -> new Need(
                        "missing",
                        Say.count(connector.missing(), "item") + " of " + connector.id() + " missing",
                        "of the last 30 days: in the source or the ledger, and not in the CRM",
                        connector.owner(),
                        "/connectors/" + connector.id()))
                .toList();
    }

    private List<Need> deadLetters() {
        List<Cluster> causes = ledger.deadLetters();
        var needs = new ArrayList<Need>();
        causes.stream().limit(CAUSES).map(this::need).forEach(needs::add);
        if (causes.size() > CAUSES) {
            needs.add(new Need(
                    "dead", "dead letters of " + (causes.size() - CAUSES) + " more causes", "", null, "/dead-letters"));
        }
        return needs;
    }

    private Need need(Cluster cause) {
        String owner = connectors
                .find(cause.connector())
                .map(ConnectorConfig::common)
                .map(ConnectorConfig.Common::owner)
                .orElse(null);
        return new Need(
                "dead",
                Say.count(cause.count(), "dead letter") + " of " + cause.connector(),
                cause.error(),
                owner,
                new DeadLetterPage.Line(cause, owner).path());
    }

    private List<Need> reviews() {
        long open = fields.count() + links.count();
        return open == 0
                ? List.of()
                : List.of(new Need(
                        "review",
                        Say.count(open, "decision") + " to make",
                        "fields about which sources disagree, and links that were too close to call",
                        null,
                        "/reviews"));
    }

    /** Of each check one line, however much it found. */
    private List<Need> findings() {
        Map<String, Long> checks =
                drift.open().stream().collect(groupingBy(Open::check, TreeMap::new, summingLong(Open::count)));
        return checks.entrySet().stream()
                .map(check -> new Need(
                        "drift",
                        Say.count(check.getValue(), "finding") + " of " + check.getKey(),
                        "source, ledger and CRM have drifted apart: mend it, or accept it with a reason",
                        null,
                        "/reconciliations?state=open&check=" + Say.urlEncoded(check.getKey())))
                .toList();
    }

    /** One at most is open at a time, and it is the newest. */
    private List<Need> rebuilt() {
        return rebuilds.list(new PageRequest(null, 1, Optional.empty())).items().stream()
                .filter(rebuild -> rebuild.state() == RebuildState.READY)
                .map(RebuildPage.Line::new)
                .map(line -> new Need(
                        "review",
                        "a rebuild of " + line.what() + " is ready",
                        "look at what it would change, then apply or drop it",
                        null,
                        line.path()))
                .toList();
    }

    private static List<Need> paused(List<ConnectorAnswer> all) {
        return all.stream()
                .filter(connector -> connector.pause() != null)
                .map(connector -> new Need(
                        "paused",
                        connector.id() + " is paused",
                        connector.pause().reason(),
                        connector.owner(),
                        "/connectors/" + connector.id()))
                .toList();
    }

    private List<Need> policy() {
        InForce policy = policies.inForce();
        return policy.refused().isEmpty()
                ? List.of()
                : List.of(new Need(
                        "refused",
                        "the field ownership file is refused",
                        policy.refused().get(0).problem(),
                        policy.steward(),
                        "/policy"));
    }
}
