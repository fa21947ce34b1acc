package io.syncline.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.StatelessSession;

/** Notes in the database what was seen and told, so that all replicas together tell it once. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class AlertStore {
    private final StatelessSession session;

    @Inject
    AlertStore(StatelessSession session) {
        this.session = session;
    }

    /** When the owner got the last digest; long ago when there was none. */
    Instant lastDigest(String owner) {
        Instant sent = session.createNativeQuery("select sent_at from alert_digest where owner = :owner", Instant.class)
                .setParameter("owner", owner)
                .getSingleResultOrNull();
        return sent == null ? Instant.EPOCH : sent;
    }

    void sent(String owner, Instant now) {
        session.createNativeMutationQuery(
                        """
                        insert into alert_digest (owner, sent_at) values (:owner, cast(:now as timestamptz))
                        on conflict (owner) do update set sent_at = excluded.sent_at""")
                .setParameter("owner", owner)
                .setParameter("now", now)
                .executeUpdate();
    }

    List<Noted> noted(Collection<String> connectors) {
        return session
                .createNativeQuery(
                        """
                        select connector, problem, since, told_at, told_count from connector_alert
                        where connector in (select unnest(string_to_array(:connectors, ',')))
                        order by connector, problem""",
                        Tuple.class)
                .setParameter("connectors", String.join(",", connectors))
                .list()
                .stream()
                .map(row -> new Noted(
                        row.get(0, String.class),
                        Trouble.Kind.of(row.get(1, String.class)),
                        row.get(2, Instant.class),
                        row.get(3, Instant.class),
                        row.get(4, Number.class).longValue()))
                .toList();
    }

    void note(Collection<String> connectors, List<Noted> noted) {
        session.createNativeMutationQuery(
                        "delete from connector_alert where connector in (select unnest(string_to_array(:connectors, ',')))")
                .setParameter("connectors", String.join(",", connectors))
                .executeUpdate();
        noted.forEach(this::insert);
    }

    private void insert(Noted noted) {
        session.createNativeMutationQuery(
                        """
                        insert into connector_alert (connector, problem, since, told_at, told_count)
                        values (:connector, :problem, cast(:since as timestamptz), cast(:told as timestamptz), :count)""")
                .setParameter("connector", noted.connector())
                .setParameter("problem", noted.kind().word())
                .setParameter("since", noted.since())
                .setParameter("told", noted.toldAt(), Instant.class)
                .setParameter("count", noted.toldCount())
                .executeUpdate();
    }
}
