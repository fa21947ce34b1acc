package io.syncline.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.crm.DealView.DealRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads what a person says of a deal. */
@ApplicationScoped
class DealFields {
    private static final String CONTACTS = "contacts";
    private static final Set<String> ROLE_FIELDS = Set.of("contactId", "role");

    private final References references;
    private final Clock clock;

    @Inject
    DealFields(References references, Clock clock) {
        this.references = references;
        this.clock = clock;
    }

    /**
     * @return the contacts, by their ids
     * @throws ValidationException if a field cannot be taken
     */
    List<DealRole> take(Fields fields, Deal deal, List<DealRole> current) {
        deal.become(
                fields.requiredText("name", deal.name()),
                fields.id("accountId", deal.accountId()),
                fields.id("ownerId", deal.ownerId()));
        references.account(fields, deal.accountId());
        references.owner(fields, deal.ownerId());
        BigDecimal amount = fields.decimal("amount", deal.amount());
        deal.worth(
                amount == null ? null : amount.setScale(2, RoundingMode.UNNECESSARY),
                fields.read(
                        "currency", deal.currency(), "an ISO 4217 code such as USD, or null", DealFields::currency));
        stand(fields, deal);
        List<DealRole> roles = roles(fields, current);
        fields.check();
        return roles;
    }

    /** A deal that is closed has a time of that; an open one has none. */
    private void stand(Fields fields, Deal deal) {
        Stage stage = fields.required("stage", deal.stage(), "open, won or lost", node -> Fields.text(node)
                .flatMap(Stage::of));
        Instant openedAt = fields.instant("openedAt", deal.openedAt());
        Instant closedAt = fields.instant("closedAt", deal.closedAt());
        if (stage == Stage.OPEN && fields.has("closedAt") && closedAt != null) {
            fields.refuse("closedAt", "null, as the deal is open");
        }
        if (openedAt != null && closedAt != null && openedAt.isAfter(closedAt)) {
            fields.refuse("openedAt", "a time before closedAt");
        }
        if (stage != null) {
            boolean open = stage == Stage.OPEN;
            deal.stand(stage, openedAt, open ? null : closedAt == null ? clock.instant() : closedAt);
        }
    }

    private List<DealRole> roles(Fields fields, List<DealRole> current) {
        List<DealRole> roles = fields.list(
                CONTACTS, current, "an object {\"contactId\": a UUID, \"role\": a text or null}", DealFields::role);
        if (!fields.has(CONTACTS)) {
            return roles;
        }
        List<UUID> ids = roles.stream().map(DealRole::contactId).toList();
        if (ids.size() > Set.copyOf(ids).size()) {
            fields.refuse(CONTACTS, "each contact once");
        }
        Set<UUID> missing = references.missingContacts(ids);
        if (!missing.isEmpty()) {
            fields.refuse(CONTACTS, "ids of contacts that were not merged or erased; these are not: " + missing);
        }
        return roles.stream().sorted(Comparator.comparing(DealFields::order)).toList();
    }

    /** PostgreSQL's order of UUIDs, which is that of their text and not that of Java's. */
    private static String order(DealRole role) {
        return role.contactId().toString();
    }

    private static Optional<DealRole> role(JsonNode node) {
        for (var names = node.fieldNames(); names.hasNext(); ) {
            if (!ROLE_FIELDS.contains(names.next())) {
                return Optional.empty();
            }
        }
        JsonNode role = node.path("role");
        boolean none = role.isMissingNode() || role.isNull();
        Optional<String> text = Fields.text(role);
        return none || text.isPresent()
                ? Fields.uuid(node.path("contactId")).map(id -> new DealRole(id, text.orElse(null)))
                : Optional.empty();
    }

    private static Optional<String> currency(JsonNode node) {
        return Fields.text(node).map(code -> code.toUpperCase(Locale.ROOT)).flatMap(code -> {
            try {
                return Optional.of(Currency.getInstance(code).getCurrencyCode());
            } catch (IllegalArgumentException unknown) {
                return Optional.empty();
            }
        });
    }
}
