package io.syncline.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.association.AssociationCorrections.Target;
import io.syncline.connector.SynclineConfig;
import io.syncline.event.Address;
import io.syncline.event.Addresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
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
    private static final String EXPECTED_ADDRESS = "an address or a number of a participant of the activity";
    private static final Map<String, String> FIND = Map.of(
            "account", "select id from Account where id = :id",
            "contact", "select id from Contact where id = :id and mergedInto is null and erasedAt is null",
            "deal", "select id from Deal where id = :id");

    private final StatelessSession session;
    private final String region;

    @Inject
    LinkFields(StatelessSession session, SynclineConfig config) {
        this.session = session;
        this.region = config.organization().defaultRegion();
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

    /**
     * Whose activities shall be treated so from now on.
     *
     * @param people addresses of the activity's participants
     * @throws ValidationException if it is none of theirs
     */
    public Optional<Address> remember(Fields fields, Collection<String> people) {
        Optional<Address> address =
                Optional.ofNullable(fields.read("remember", null, EXPECTED_ADDRESS, node -> Fields.text(node)
                        .flatMap(this::address)
                        .filter(of -> people.contains(of.value()))));
        fields.check();
        return address;
    }

    private Optional<Address> address(String text) {
        return text.contains("@") ? Addresses.email(text) : Addresses.phone(text, region);
    }

    /**
     * One record that activities of an address shall be linked to, or not.
     *
     * @throws ValidationException if a field cannot be taken
     */
    @Transactional
    public RememberInput.Read remembered(Fields fields) {
        Address address =
                fields.required("address", null, "an e-mail address or a phone number", node -> Fields.text(node)
                        .flatMap(this::address));
        String entity = fields.required("entity", null, "account, contact or deal", node -> Fields.text(node)
                .filter(FIND::containsKey));
        UUID id = fields.required("id", null, "the id of one that exists and was not merged", node -> Fields.uuid(node)
                .filter(of -> entity != null && exists(new Target(entity, of))));
        boolean linked = fields.flag("linked", true);
        Instant since = fields.instant("since", null);
        fields.check();
        return new RememberInput.Read(address, new Target(entity, id), linked, since);
    }

    private Optional<Target> target(JsonNode node) {
        return Fields.text(node.path("entity"))
                .filter(FIND::containsKey)
                .flatMap(entity -> Fields.uuid(node.path("id")).map(id -> new Target(entity, id)))
                .filter(this::exists);
    }

    private boolean exists(Target target) {
        return exists(target.entity(), target.id());
    }

    /** Whether there is such a record, and it was neither merged nor erased. */
    boolean exists(String entity, UUID id) {
        return session.createSelectionQuery(FIND.get(entity), UUID.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .isPresent();
    }
}
