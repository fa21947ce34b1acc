package io.syncline.ownership;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells of each field where its value comes from. */
@ApplicationScoped
public class FieldOverview {
    private final EntityRecords records;
    private final FieldClaims claims;
    private final FieldSettling settling;
    private final FieldReviews reviews;
    private final PolicyInForce policy;

    @Inject
    FieldOverview(
            EntityRecords records,
            FieldClaims claims,
            FieldSettling settling,
            FieldReviews reviews,
            PolicyInForce policy) {
        this.records = records;
        this.claims = claims;
        this.settling = settling;
        this.reviews = reviews;
        this.policy = policy;
    }

    /** The owned fields of a record; empty when there is no such record, or it was erased. */
    @Transactional
    public Optional<List<FieldView>> of(String entity, UUID id) {
        return records.of(entity).read(id).map(values -> Stream.concat(
                        OwnedField.ofEntity(entity).stream()
                                .map(owned -> view(owned, new FieldId(entity, id, owned.field()), values)),
                        lists(entity, id))
                .toList());
    }

    private Stream<FieldView> lists(String entity, UUID id) {
        return records.of(entity).lists(id).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(list -> FieldView.ofList(
                        list.getKey(), list.getValue(), claims.of(new FieldId(entity, id, list.getKey()))));
    }

    private FieldView view(OwnedField owned, FieldId of, Map<String, String> values) {
        return FieldView.of(
                of.field(),
                values.get(of.field()),
                owned.asSubmitted(),
                policy.policy().of(of.entity(), of.field()),
                settling.provenance(of),
                reviews.open(of).orElse(null),
                claims.of(of));
    }
}
