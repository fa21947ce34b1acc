package io.syncline.ownership;

import io.syncline.event.SourceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Decides who writes a field. The decision compares all claims, not arrivals: whoever comes first, the same claim ends on
 * the field. What is refused is kept too, and recorded once.
 */
@ApplicationScoped
public class FieldOwnership {
    private final EntityRecords records;
    private final FieldSettling settling;
    private final FieldLocks locks;
    private final FieldClaims claims;
    private final FieldReviews reviews;
    private final PolicyInForce policy;

    @Inject
    FieldOwnership(
            EntityRecords records,
            FieldSettling settling,
            FieldLocks locks,
            FieldClaims claims,
            FieldReviews reviews,
            PolicyInForce policy) {
        this.records = records;
        this.settling = settling;
        this.locks = locks;
        this.claims = claims;
        this.reviews = reviews;
        this.policy = policy;
    }

    /** Names the policy in force, for what is decided beside fields. */
    public String policyVersion() {
        return policy.policy().label();
    }

    /** Who decides what nobody owns: an e-mail address, or null. */
    public String steward() {
        return policy.policy().steward();
    }

    /** Enters what an event says of a field, and writes the field if it stands. */
    @Transactional(TxType.MANDATORY)
    public void claim(FieldClaim claim, SourceEvent event) {
        records.of(claim.entity())
                .lock(claim.id())
                .ifPresent(values -> settling.hear(
                        new FieldId(claim.entity(), claim.id(), claim.field()),
                        values.get(claim.field()),
                        KeptClaim.of(claim),
                        event));
    }

    /** Enters that an event names a value of a list. Lists are unions, so that nothing is decided by it. */
    @Transactional(TxType.MANDATORY)
    public void name(FieldClaim claim) {
        records.of(claim.entity())
                .lock(claim.id())
                .ifPresent(values ->
                        claims.add(new FieldId(claim.entity(), claim.id(), claim.field()), KeptClaim.of(claim)));
    }

    /** A person takes a value out of a list: no source adds it again until a person does. */
    @Transactional(TxType.MANDATORY)
    public void takeAway(FieldId of, String value) {
        locks.takeAway(of, value);
    }

    /** A person adds a value to a list. */
    @Transactional(TxType.MANDATORY)
    public void giveBack(FieldId of, String value) {
        claims.remove(of, value);
    }

    /** Whether a person took a value out of a list. */
    @Transactional(TxType.MANDATORY)
    public boolean isTakenAway(FieldId of, String value) {
        return claims.of(of).claims().stream()
                .anyMatch(claim -> claim.role() == Role.PERSON && claim.value().equals(value));
    }

    /**
     * A person's edit, by the caller who writes it and holds the record: no source writes over it until it is released.
     *
     * @param before null where the field was empty
     * @param after null where it shall be empty
     */
    @Transactional(TxType.MANDATORY)
    public void edited(FieldId of, String before, String after, String user) {
        locks.edited(of, before, after, user);
    }

    /**
     * Gives a field back to automation; the best claim of a source stands at once. What the person wrote stays where no
     * source with authority says anything.
     *
     * @return false when nobody holds it
     */
    @Transactional(TxType.MANDATORY)
    public boolean release(FieldId of, String user) {
        return locks.release(of, user);
    }

    /** Decides a field again by what is said of it, where nobody holds it. */
    @Transactional(TxType.MANDATORY)
    public void decideAgain(FieldId of) {
        records.of(of.entity()).lock(of.id()).ifPresent(values -> settling.again(of, values.get(of.field())));
    }

    /** Whether one of these roles may write over what sources say. */
    public boolean mayOverride(String entity, String field, Collection<String> roles) {
        return policy.policy().of(entity, field).override().stream().anyMatch(roles::contains);
    }

    /**
     * What is known of one record's fields is another's from now on: claims come together, and a person's edit of the
     * record that goes stands where nobody edited the one that stays.
     */
    @Transactional(TxType.MANDATORY)
    public void merge(String entity, UUID from, UUID into) {
        Set<String> fields = new HashSet<>(claims.fields(entity, from));
        fields.addAll(locks.fields(entity, from));
        for (String field : fields.stream().sorted().toList()) {
            locks.merge(new FieldId(entity, from, field), new FieldId(entity, into, field));
            records.of(entity)
                    .lock(into)
                    .ifPresent(values -> settling.again(new FieldId(entity, into, field), values.get(field)));
        }
        forget(entity, Set.of(from));
    }

    /** Takes the addresses of an erased person out of all that is known of other records, and out of their event keys. */
    @Transactional(TxType.MANDATORY)
    public void veil(Collection<String> addresses) {
        claims.veil(addresses);
    }

    /** Takes out all that was said of records. */
    @Transactional(TxType.MANDATORY)
    public void forget(String entity, Collection<UUID> ids) {
        claims.forget(entity, ids);
        reviews.forget(entity, ids);
        locks.forget(entity, ids);
    }
}
