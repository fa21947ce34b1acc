package io.syncline.association;

import io.syncline.association.Evidence.Holder;
import io.syncline.event.Address;
import io.syncline.event.Direction;
import io.syncline.event.Kind;
import io.syncline.event.Participant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Says who acted: the sender, organizer, caller or submitter; of an outbound call the agent. */
final class Actors {
    private Actors() {}

    /** The actor as JSON values (type user, contact or external; id; name; address), or null when nobody is known. */
    static Map<String, Object> of(
            Kind kind, Direction direction, List<Participant> people, Map<Address, Holder> holders) {
        return roles(kind, direction).stream()
                .flatMap(role ->
                        people.stream().filter(p -> p.role().equals(role)).limit(1))
                .findFirst()
                .map(person ->
                        describe(person, Optional.ofNullable(person.address()).map(holders::get)))
                .orElse(null);
    }

    private static List<String> roles(Kind kind, Direction direction) {
        return switch (kind) {
            case EMAIL -> List.of("from");
            case MEETING -> List.of("organizer");
            case CALL -> direction == Direction.OUTBOUND ? List.of("agent", "from") : List.of("from");
            case LEAD -> List.of("submitter");
        };
    }

    private static Map<String, Object> describe(Participant person, Optional<Holder> holder) {
        Map<String, Object> actor = new LinkedHashMap<>();
        UUID id = holder.map(h -> h.isContact() ? h.contactId() : h.userId()).orElse(null);
        actor.put("type", holder.map(h -> h.isContact() ? "contact" : "user").orElse("external"));
        actor.put("id", id);
        actor.put("name", holder.map(Holder::name).orElse(person.name()));
        actor.put("address", person.address() == null ? null : person.address().value());
        return actor;
    }
}
