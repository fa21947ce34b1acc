package io.syncline.ownership;

import io.syncline.ownership.Decision.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Tells what another policy would make of fields, by the very decision that is made when it is in force. Reads only. */
@ApplicationScoped
public class FieldSimulation {
    private static final int PAGE = 200;

    private final FieldClaims claims;
    private final FieldReviews reviews;
    private final FieldSettling settling;
    private final EntityRecords records;

    @Inject
    FieldSimulation(FieldClaims claims, FieldReviews reviews, FieldSettling settling, EntityRecords records) {
        this.claims = claims;
        this.reviews = reviews;
        this.settling = settling;
        this.records = records;
    }

    /**
     * Looks at all fields of the records of which sources say something in the window.
     *
     * @param enough asked before each record whether to end here
     */
    @Transactional(TxType.MANDATORY)
    public FieldDifferences compare(OwnershipPolicy candidate, Window window, BooleanSupplier enough) {
        var found = new FieldDifferences.Builder();
        List<RecordId> page = claims.recordsAfter(RecordId.NONE, window, PAGE);
        while (!page.isEmpty()) {
            for (RecordId record : page) {
                if (enough.getAsBoolean()) {
                    return found.build(false);
                }
                found.record();
                compare(candidate, record, found);
            }
            page = claims.recordsAfter(page.get(page.size() - 1), window, PAGE);
        }
        return found.build(true);
    }

    private void compare(OwnershipPolicy candidate, RecordId record, FieldDifferences.Builder found) {
        Map<String, String> values =
                records.of(record.entity()).read(record.id()).orElse(null);
        if (values == null) {
            return;
        }
        for (String field :
                claims.fields(record.entity(), record.id()).stream().sorted().toList()) {
            var of = new FieldId(record.entity(), record.id(), field);
            FieldProvenance held = settling.provenance(of);
            boolean owned = OwnedField.of(of.entity(), field).isPresent();
            if (owned && (held == null || !held.locked())) {
                compare(candidate.of(of.entity(), field), of, values.get(field), found);
            }
        }
    }

    private void compare(FieldGroup group, FieldId of, String current, FieldDifferences.Builder found) {
        Settlement then = Settlement.of(of, current, group, claims.of(of), reviews.verdicts(of));
        if (!Objects.equals(current, then.value())) {
            Standing standing = then.decision().standing().orElseThrow();
            found.field(new FieldDifference(
                    of.entity(),
                    of.id(),
                    of.field(),
                    current,
                    then.value(),
                    standing.role().word(),
                    group.rule().word(),
                    standing.moment().eventKey()));
        }
        Optional<String> asked = then.decision().conflict().map(Decision.Conflict::fingerprint);
        if (asked.isPresent() && !asked.equals(reviews.openConflict(of))) {
            found.review(new FieldDifferences.NewReview(
                    of.entity(),
                    of.id(),
                    of.field(),
                    then.decision().conflict().orElseThrow().words().stream()
                            .map(ReviewView.Option::of)
                            .toList()));
        }
    }
}
