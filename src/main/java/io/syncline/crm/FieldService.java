package io.syncline.crm;

import io.syncline.ownership.FieldId;
import io.syncline.ownership.FieldOverview;
import io.syncline.ownership.FieldOwnership;
import io.syncline.ownership.FieldView;
import io.syncline.ownership.OwnedField;
import io.syncline.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Where the fields of accounts, contacts, deals and leads come from, and who holds them. */
@ApplicationScoped
public class FieldService {
    private final FieldOverview overview;
    private final FieldOwnership ownership;

    @Inject
    FieldService(FieldOverview overview, FieldOwnership ownership) {
        this.overview = overview;
        this.ownership = ownership;
    }

    /**
     * @param entity account, contact, deal or lead
     * @throws MissingException if there is no such record, or it was erased
     */
    @Transactional
    public Page<FieldView> fields(String entity, UUID id) {
        return new Page<>(overview.of(entity, id).orElseThrow(() -> new MissingException(entity, id)), null);
    }

    /**
     * Gives a field that a person holds back to automation.
     *
     * @return the field as it is then
     * @throws MissingException if there is no such record or field
     * @throws NotAllowedException if the policy does not let this person decide about the field
     * @throws ConflictException if nobody holds it
     */
    @Transactional
    public FieldView release(String entity, UUID id, String field, Editor editor) {
        fields(entity, id);
        if (OwnedField.of(entity, field).isEmpty()) {
            throw new MissingException("field of a " + entity, field);
        }
        if (!ownership.mayOverride(entity, field, editor.roles())) {
            throw new NotAllowedException(entity, field);
        }
        if (!ownership.release(new FieldId(entity, id, field), editor.name())) {
            throw new ConflictException("nobody holds the field " + field + " of this " + entity);
        }
        return fields(entity, id).items().stream()
                .filter(view -> view.field().equals(field))
                .findFirst()
                .orElseThrow();
    }
}
