package io.syncline.ownership;

import io.syncline.event.Ids;
import io.syncline.ownership.Decision.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** What people write, and hold against automation until they release it. */
@ApplicationScoped
class FieldLocks {
    private final StatelessSession session;
    private final FieldClaims claims;
    private final FieldReviews reviews;
    private final FieldSettling settling;
    private final EntityRecords records;
    private final PolicyInForce policy;
    private final FieldAudit audit;
    private final Clock clock;

    @Inject
    FieldLocks(
            StatelessSession session,
            FieldClaims claims,
            FieldReviews reviews,
            FieldSettling settling,
            EntityRecords records,
            PolicyInForce policy,
            FieldAudit audit,
            Clock clock) {
        this.session = session;
        this.claims = claims;
        this.reviews = reviews;
        this.settling = settling;
        this.records = records;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
    }

    void edited(FieldId of, String before, String after, String user) {
        FieldProvenance held = settling.provenance(of);
        if (held == null && before == null && after == null) {
            return;
        }
        var moment = new Moment(clock.instant(), "person:v1:" + Ids.next(), null);
        String value = after == null ? "" : after;
        lock(of, held, new Standing(value, Role.PERSON, moment, 0), "user:" + user);
        ClaimSet all = claims.of(of);
        ClaimSet others = all.without(Role.PERSON);
        var own = new KeptClaim(Role.PERSON, value, moment, moment, false);
        claims.replace(of, all, after == null ? others : others.with(own));
        reviews.set(of, Optional.empty(), policy.policy().label());
        if (Objects.equals(before, after)) {
            // A change is recorded with the record's other changes; that somebody stands by a value is not one.
            audit.byPerson(of, "locked", before, after, user);
        }
    }

    /** Of a list, each value is held by itself. */
    void takeAway(FieldId of, String value) {
        var moment = new Moment(clock.instant(), "person:v1:" + Ids.next(), null);
        claims.add(of, new KeptClaim(Role.PERSON, value, moment, moment, false));
    }

    boolean release(FieldId of, String user) {
        Map<String, String> values = records.of(of.entity()).lock(of.id()).orElse(Map.of());
        Optional<String> current = Optional.ofNullable(values.get(of.field()));
        FieldProvenance held = settling.provenance(of);
        if (held == null || !held.locked()) {
            return false;
        }
        session.delete(held);
        ClaimSet all = claims.of(of);
        if (current.isPresent() && held.lockedBy().equals("unknown")) {
            claims.replace(of, all, all.with(leftBehind(current.get())));
        }
        audit.byPerson(of, "released", current.orElse(null), null, user);
        settling.again(of, current.orElse(null));
        return true;
    }

    void merge(FieldId from, FieldId into) {
        FieldProvenance fromHeld = settling.provenance(from);
        FieldProvenance intoHeld = settling.provenance(into);
        boolean moves = fromHeld != null && fromHeld.locked() && (intoHeld == null || !intoHeld.locked());
        ClaimSet ofInto = claims.of(into);
        ClaimSet own = moves ? ofInto.without(Role.PERSON) : ofInto;
        ClaimSet both = own;
        for (KeptClaim claim : claims.of(from).claims()) {
            // Of what is said once of a record, its own is the one that counts.
            boolean single = claim.role() == Role.PERSON || claim.role().derived();
            if (!single || own.claims().stream().noneMatch(its -> its.role() == claim.role())) {
                both = both.with(claim);
            }
        }
        claims.replace(into, ofInto, both);
        if (moves) {
            if (intoHeld != null) {
                session.delete(intoHeld);
            }
            session.insert(fromHeld.of(into.id()));
            records.of(into.entity()).write(into.id(), into.field(), fromHeld.value());
        }
    }

    /** The fields of a record that have a provenance. */
    List<String> fields(String entity, UUID id) {
        return session.createSelectionQuery(
                        "select field from FieldProvenance where entity = :entity and entityId = :id", String.class)
                .setParameter("entity", entity)
                .setParameter("id", id)
                .list();
    }

    void forget(String entity, Collection<UUID> ids) {
        session.createMutationQuery("delete FieldProvenance where entity = :entity and entityId in :ids")
                .setParameter("entity", entity)
                .setParameterList("ids", ids)
                .executeUpdate();
    }

    private void lock(FieldId of, FieldProvenance held, Standing standing, String by) {
        var locked = FieldProvenance.locked(of, standing, policy.policy().label(), by, clock.instant());
        if (held == null) {
            session.insert(locked);
        } else {
            session.update(locked);
        }
    }

    private static KeptClaim leftBehind(String value) {
        var moment = new Moment(Moment.TIMELESS, "unknown", null);
        return new KeptClaim(Role.PERSON, value, moment, moment, false);
    }
}
