package io.syncline.configuration;

import io.syncline.connector.ConnectorConfig;
import io.syncline.connector.LeadFormConfig;
import io.syncline.connector.SynclineConfig;
import io.syncline.ownership.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The words by which a policy names sources of fields. */
final class FieldSources {
    private final List<String> known = new ArrayList<>();
    private final List<String> others;

    FieldSources(SynclineConfig config) {
        Stream.of(Role.values())
                .filter(role -> role != Role.PERSON)
                .map(Role::word)
                .forEach(known::add);
        known.add("lead-form");
        known.add("imap");
        config.connectors().stream()
                .filter(LeadFormConfig.class::isInstance)
                .map(ConnectorConfig::id)
                .forEach(known::add);
        others = config.connectors().stream()
                .map(ConnectorConfig::id)
                .filter(id -> !known.contains(id))
                .toList();
    }

    List<String> known() {
        return known;
    }

    /** Why a word that some might take for a source is none. */
    Optional<String> whyNot(String word) {
        if (word.equals(Role.PERSON.word())) {
            return Optional.of("no place for person here, whose edit stands above all until it is released");
        }
        return others.contains(word)
                ? Optional.of("a source whose items are its own, such as a lead form; mails and meetings are one item"
                        + " in whichever mailbox or calendar they are read first, and calls write no fields. Expected one"
                        + " of " + String.join(", ", known))
                : Optional.empty();
    }
}
