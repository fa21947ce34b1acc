package io.syncline.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.association.AssociationCorrections.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Reads which records an activity shall be linked to. */
@ApplicationScoped
public class LinkFields {
    private static final String LINKS = "links";
    private static final String EXPECTED =
            "{\"entity\": account, contact or deal, \"id\": of one that exists and was not merged}";
    private static final Map<String, String> FIND = Map.of(
            "account", "select id from Account where id = :id",
            "contact", "select id from Contact where id = :id and mergedInto is null and erasedAt is null",
            "deal", "select id from Deal where id = :id");

    private final StatelessSession session;

    @Inject
    LinkFields(StatelessSession session) {
        this.session = session;
    }

    /**
     * @throws ValidationException if one leads nowhere
     */
    @Transactional
    public Set<Target> read(Fields fields) {
        if (!fields.has(LINKS)) {
            fields.refuse(LINKS, "a list of all links that the activity shall have");
        }
        List<Target> targets = fields.list(LINKS, List.of(), EXPECTED, this::target);
        fields.check();
        return Set.copyOf(targets);
    }

    private Optional<Target> target(JsonNode node) {
        return Fields.text(node.path("entity"))
                .filter(FIND::containsKey)
                .flatMap(entity -> Fields.uuid(node.path("id")).map(id -> new Target(entity, id)))
                .filter(this::exists);
    }

    private boolean exists(Target target) {
        return session.createSelectionQuery(FIND.get(target.entity()), UUID.class)
                .setParameter("id", target.id())
                .uniqueResultOptional()
                .isPresent();
    }
}
