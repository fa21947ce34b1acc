package io.syncline.reconciliation.consistency;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.syncline.association.ActivityAssociation;
import io.syncline.association.LinkDifference;
import io.syncline.association.TodaysLinks;
import io.syncline.reconciliation.LongQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Activities whose links look wrong, and what the rules say of them. */
@ApplicationScoped
class SuspectLinks {
    private static final int PAGE = 100;

    /**
     * In this order: a contact who did not take part, or stands for nobody; a contact who took part and is not linked; an account
     * that is none of the linked contacts' and owns no domain of the participants; a deal of another account than is linked.
     * What waits to be associated again is no drift.
     */
    private static final String SUSPECTS =
            """
            select a.id, a.connector, a.kind, a.external_id, a.occurred_at from activity a
            where a.id > :after and (cast(:connector as text) is null or a.connector = :connector)
              and not exists (select from association_task t where t.activity_id = a.id)
              and (exists (
                    select from association l where l.activity_id = a.id and l.entity = 'contact' and l.corrected_by is null
                      and not exists (
                        select from participant p join identity i on mailbox(i.value) = mailbox(p.address)
                        where p.activity_id = a.id and p.address is not null and i.contact_id = l.entity_id))
                or exists (
                    select from participant p join identity i on mailbox(i.value) = mailbox(p.address)
                    where p.activity_id = a.id and p.address is not null and i.contact_id is not null
                      and not exists (select from association l where l.activity_id = a.id and l.entity = 'contact'
                                      and l.entity_id = i.contact_id))
                or exists (
                    select from association l where l.activity_id = a.id and l.entity = 'account' and l.corrected_by is null
                      and not exists (
                        select from association m join contact c on c.id = m.entity_id and c.account_id = l.entity_id
                        where m.activity_id = a.id and m.entity = 'contact')
                      and not exists (
                        select from account_domain d join participant p on p.address_kind = 'email'
                         and (split_part(p.address, '@', 2) = d.domain
                              or split_part(p.address, '@', 2) like '%.' || d.domain)
                        where d.account_id = l.entity_id and p.activity_id = a.id))
                or exists (
                    select from association l left join deal d on d.id = l.entity_id
                    where l.activity_id = a.id and l.entity = 'deal' and l.corrected_by is null
                      and (d.id is null or d.account_id is not null and not exists (
                            select from association m where m.activity_id = a.id and m.entity = 'account'
                              and m.entity_id = d.account_id))))
            order by a.id limit :page""";

    private final StatelessSession session;
    private final TodaysLinks links;
    private final ActivityAssociation association;

    @Inject
    SuspectLinks(StatelessSession session, TodaysLinks links, ActivityAssociation association) {
        this.session = session;
        this.links = links;
        this.association = association;
    }

    /** An activity whose links look wrong. */
    record Suspect(UUID activity, String connector, String kind, String externalId, Instant at) {}

    /**
     * @param connector whose, or null for all
     * @param after the last activity of the page before
     */
    @Transactional
    @TransactionConfiguration(timeout = LongQueries.SECONDS)
    List<Suspect> after(String connector, UUID after) {
        return session
                .createNativeQuery(SUSPECTS, Tuple.class)
                .addScalar("id", UUID.class)
                .addScalar("connector", String.class)
                .addScalar("kind", String.class)
                .addScalar("external_id", String.class)
                .addScalar("occurred_at", Instant.class)
                .setParameter("connector", connector, String.class)
                .setParameter("after", after)
                .setParameter("page", PAGE)
                .list()
                .stream()
                .map(row -> new Suspect(
                        row.get(0, UUID.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, Instant.class)))
                .toList();
    }

    /** What the rules would add to and remove from their links. */
    @Transactional
    List<LinkDifference> differences(List<Suspect> page) {
        return links.differences(page.stream().map(Suspect::activity).toList());
    }

    /** Associates an activity again; false when its links differ still from what the rules say. */
    @Transactional
    boolean associateAgain(UUID activity) {
        association.associateAgain(activity);
        return links.differences(List.of(activity)).isEmpty();
    }
}
