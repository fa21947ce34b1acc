package io.syncline.association;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.syncline.event.Hashes;
import io.syncline.event.Kind;
import io.syncline.event.Participant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The rules in force, by a version that stands on every receipt. */
@ApplicationScoped
class AssociationPolicy {
    private static final String VERSION = "association-3";
    private static final List<AssociationRule> RULES = List.of(AssociationRule.values());
    private static final Duration DEAL_RECENCY = Duration.ofDays(90);

    private final List<AssociationRule> rules;
    private final Duration dealRecency;
    private final String version;

    @Inject
    AssociationPolicy(AssociationSettings settings) {
        this(settings.rules(), settings.dealRecency());
    }

    AssociationPolicy(List<AssociationRule> rules, Duration dealRecency) {
        if (Set.copyOf(rules).size() < rules.size()) {
            throw new ConfigurationException("syncline.association.rules: is "
                    + rules.stream().map(AssociationRule::word).toList() + ", expected each rule once at most");
        }
        this.rules = List.copyOf(rules);
        this.dealRecency = dealRecency;
        boolean standard = this.rules.equals(RULES) && dealRecency.equals(DEAL_RECENCY);
        version = standard
                ? VERSION
                : VERSION + "+"
                        + Hashes.sha256(List.of(rules.toString(), dealRecency.toString()))
                                .substring(0, 8);
    }

    static AssociationPolicy standard() {
        return new AssociationPolicy(RULES, DEAL_RECENCY);
    }

    /** Equal for equal rules and settings. */
    String version() {
        return version;
    }

    Association decide(Kind kind, List<Participant> people, Evidence evidence) {
        return new AssociationRules(kind, people, evidence, dealRecency).decide(rules);
    }
}
