package io.syncline.ownership;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Finds the records of an entity. */
@ApplicationScoped
class EntityRecords {
    private final Instance<OwnedRecords> all;

    @Inject
    EntityRecords(@Any Instance<OwnedRecords> all) {
        this.all = all;
    }

    OwnedRecords of(String entity) {
        return all.stream()
                .filter(records -> records.entity().equals(entity))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fields of " + entity + " are owned"));
    }
}
