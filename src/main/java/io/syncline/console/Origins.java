package io.syncline.console;

import io.syncline.attribution.Attribution;
import io.syncline.attribution.AttributionQuery;
import io.syncline.crm.FieldService;
import io.syncline.crm.RecordNames;
import io.syncline.ownership.FieldView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Where a record and its fields come from. */
@ApplicationScoped
class Origins {
    private final RecordHeads heads;
    private final FieldService fields;
    private final AttributionQuery attributions;
    private final RecordNames names;

    @Inject
    Origins(RecordHeads heads, FieldService fields, AttributionQuery attributions, RecordNames names) {
        this.heads = heads;
        this.fields = fields;
        this.attributions = attributions;
        this.names = names;
    }

    ProvenancePage fields(RecordKind kind, UUID id) {
        RecordHead head = heads.of(kind, id);
        List<FieldView> views = fields.fields(kind.word(), id).items();
        List<UUID> ids = views.stream()
                .flatMap(view -> Stream.concat(
                        Stream.of(Optional.ofNullable(view.value())),
                        view.claims().stream().map(claim -> Optional.ofNullable(claim.value()))))
                .flatMap(Optional::stream)
                .map(Origins::id)
                .filter(Objects::nonNull)
                .toList();
        return new ProvenancePage(head, views, names.of(ids));
    }

    /** Null for a value that is no id. */
    static UUID id(String value) {
        try {
            return value != null && value.length() == 36 ? UUID.fromString(value) : null;
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }

    AttributionPage attribution(RecordKind kind, UUID id) {
        RecordHead head = heads.of(kind, id);
        Attribution attribution =
                switch (kind) {
                    case ACCOUNT -> attributions.ofAccount(id);
                    case CONTACT -> attributions.ofContact(id);
                    case DEAL -> attributions.ofDeal(id);
                };
        return new AttributionPage(head, attribution);
    }
}
