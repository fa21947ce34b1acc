package io.syncline.association;

import io.syncline.association.Evidence.Holder;
import io.syncline.association.Evidence.ThreadLinkEvidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What evidence is taken to be other than it is, to see what would follow from it. */
final class Supposition {
    /** All is as it is. */
    static final Supposition NONE = new Supposition(Map.of());

    private final Map<UUID, UUID> accounts;
    private final Map<UUID, List<ThreadLinkEvidence>> links = new HashMap<>();

    /**
     * @param accounts by contact; null for none
     */
    Supposition(Map<UUID, UUID> accounts) {
        this.accounts = new HashMap<>(accounts);
    }

    /** These are the links of an activity that it has by its own evidence, to accounts and deals. */
    void suppose(UUID activityId, Collection<AssociationRow> rows) {
        links.put(
                activityId,
                rows.stream()
                        .filter(row -> !Set.of("thread", "series").contains(row.rule()))
                        .filter(row -> Set.of("account", "deal").contains(row.entity()))
                        .map(row -> new ThreadLinkEvidence(activityId, row.entity(), row.entityId(), null))
                        .toList());
    }

    boolean ofLinks() {
        return !links.isEmpty();
    }

    Holder holder(Holder holder) {
        return holder.isContact() && accounts.containsKey(holder.contactId())
                ? new Holder(holder.contactId(), holder.name(), accounts.get(holder.contactId()), null, holder.userId())
                : holder;
    }

    /**
     * @param found of the thread, as it is
     * @param members the other activities of the thread
     */
    List<ThreadLinkEvidence> thread(List<ThreadLinkEvidence> found, List<UUID> members) {
        var all = new ArrayList<>(found.stream()
                .filter(link -> !links.containsKey(link.activityId()))
                .toList());
        members.stream().filter(links::containsKey).forEach(member -> all.addAll(links.get(member)));
        return all;
    }
}
