package io.syncline.crm;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.syncline.association.AssociationTasks;
import io.syncline.crm.DealView.DealRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Who has a part in a deal, and which activities that bears on. */
@ApplicationScoped
class DealContacts {
    private final StatelessSession session;
    private final AssociationTasks tasks;

    @Inject
    DealContacts(StatelessSession session, AssociationTasks tasks) {
        this.session = session;
        this.tasks = tasks;
    }

    Map<UUID, List<DealRole>> of(Collection<UUID> deals) {
        return session
                .createSelectionQuery(
                        "from DealContact where dealId in :ids order by dealId, contactId", DealContact.class)
                .setParameterList("ids", deals)
                .list()
                .stream()
                .collect(groupingBy(
                        DealContact::dealId, mapping(row -> new DealRole(row.contactId(), row.role()), toList())));
    }

    void assign(UUID deal, List<DealRole> roles) {
        session.createMutationQuery("delete DealContact where dealId = :deal")
                .setParameter("deal", deal)
                .executeUpdate();
        session.insertMultiple(roles.stream()
                .map(role -> new DealContact(deal, role.contactId(), role.role()))
                .toList());
    }

    /** Has activities of the deal's account and people associated again, those of before included. */
    void affected(DealView before, DealView after) {
        tasks.linkedChanged(Stream.of(before, after)
                .filter(Objects::nonNull)
                .flatMap(deal -> Stream.of(deal.id(), deal.accountId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        tasks.contactsChanged(Stream.of(before, after)
                .filter(Objects::nonNull)
                .flatMap(deal -> deal.contacts().stream())
                .map(DealRole::contactId)
                .distinct()
                .toList());
    }
}
