package io.syncline.ownership;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Keeps what sources claim. The caller holds the record locked. */
@ApplicationScoped
class FieldClaims {
    private final StatelessSession session;

    @Inject
    FieldClaims(StatelessSession session) {
        this.session = session;
    }

    ClaimSet of(FieldId of) {
        return new ClaimSet(session
                .createSelectionQuery(
                        "from ClaimRow where entity = :entity and entityId = :id and field = :field", ClaimRow.class)
                .setParameter("entity", of.entity())
                .setParameter("id", of.id())
                .setParameter("field", of.field())
                .list()
                .stream()
                .map(ClaimRow::claim)
                .toList());
    }

    /** The fields of a record that anything is claimed of. */
    List<String> fields(String entity, UUID id) {
        return session.createSelectionQuery(
                        "select distinct field from ClaimRow where entity = :entity and entityId = :id order by field",
                        String.class)
                .setParameter("entity", entity)
                .setParameter("id", id)
                .list();
    }

    /** Records of which sources say something in a window, in the order of their entities and ids. */
    List<RecordId> recordsAfter(RecordId after, Window window, int limit) {
        return session
                .createNativeQuery(
                        """
                        select distinct entity, entity_id from field_claim
                        where (entity, entity_id) > (:entity, :id)
                          and (first_at >= :from and first_at < :to or last_at >= :from and last_at < :to)
                        order by entity, entity_id limit :limit""",
                        Tuple.class)
                .setParameter("entity", after.entity())
                .setParameter("id", after.id())
                .setParameter("from", window.from())
                .setParameter("to", window.to())
                .setParameter("limit", limit)
                .list()
                .stream()
                .map(row -> new RecordId(row.get(0, String.class), row.get(1, UUID.class)))
                .toList();
    }

    /** Writes what differs. */
    void replace(FieldId of, ClaimSet before, ClaimSet after) {
        for (KeptClaim claim : before.claims()) {
            if (after.find(claim).isEmpty()) {
                session.delete(new ClaimRow(of, claim));
            }
        }
        for (KeptClaim claim : after.claims()) {
            var known = before.find(claim);
            if (known.isEmpty()) {
                session.insert(new ClaimRow(of, claim));
            } else if (!known.get().equals(claim)) {
                session.update(new ClaimRow(of, claim));
            }
        }
    }

    /** Takes addresses out of the lists that claims name them in, and out of the event keys of claims and decisions. */
    void veil(Collection<String> addresses) {
        for (String sql : List.of(
                """
                delete from field_claim where field in ('emails', 'phones') and mailbox(value) in (
                    select mailbox(a.value) from unnest(cast(:addresses as text[])) a (value))""",
                """
                update field_claim set first_key = veiled_of(first_key, :addresses),
                    last_key = veiled_of(last_key, :addresses)
                where names_one(first_key, :addresses) or names_one(last_key, :addresses)""",
                """
                update field_provenance set event_key = veiled(event_key) where names_one(event_key, :addresses)""")) {
            session.createNativeMutationQuery(sql)
                    .setParameter("addresses", addresses.toArray(String[]::new))
                    .executeUpdate();
        }
    }

    /** Enters a claim on a value of a list: all are kept, since none of them stands instead of another. */
    void add(FieldId of, KeptClaim said) {
        Optional<KeptClaim> known = of(of).find(said);
        KeptClaim now = known.map(before -> before.with(said)).orElse(said);
        if (known.isEmpty()) {
            session.insert(new ClaimRow(of, now));
        } else if (!known.get().equals(now)) {
            session.update(new ClaimRow(of, now));
        }
    }

    /** Takes out what a person said of a value of a list. */
    void remove(FieldId of, String value) {
        of(of).claims().stream()
                .filter(claim -> claim.role() == Role.PERSON && claim.value().equals(value))
                .forEach(claim -> session.delete(new ClaimRow(of, claim)));
    }

    void forget(String entity, Collection<UUID> ids) {
        session.createMutationQuery("delete ClaimRow where entity = :entity and entityId in :ids")
                .setParameter("entity", entity)
                .setParameterList("ids", ids)
                .executeUpdate();
    }
}
