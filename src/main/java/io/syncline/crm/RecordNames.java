package io.syncline.crm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** What accounts, contacts, deals and users are called, all that a page names in one query. */
@ApplicationScoped
public class RecordNames {
    private static final String NAMES =
            """
            select a.id, a.name from account a where a.id = any(:ids)
            union all
            select c.id, coalesce(nullif(c.name, ''), (select min(i.value) from identity i where i.contact_id = c.id))
            from contact c where c.id = any(:ids)
            union all
            select d.id, d.name from deal d where d.id = any(:ids)
            union all
            select u.id, u.name from crm_user u where u.id = any(:ids)""";

    private final StatelessSession session;

    @Inject
    RecordNames(StatelessSession session) {
        this.session = session;
    }

    /** By id, a contact without a name by an address; what is not there or has neither is left out. */
    @Transactional
    public Map<UUID, String> of(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        if (!ids.isEmpty()) {
            session
                    .createNativeQuery(NAMES, Tuple.class)
                    .setParameter("ids", ids.stream().distinct().toArray(UUID[]::new))
                    .list()
                    .stream()
                    .filter(row -> row.get(1) != null)
                    .forEach(row -> names.put(row.get(0, UUID.class), row.get(1, String.class)));
        }
        return names;
    }
}
