package io.syncline.crm;

import io.syncline.crm.Identities.Holder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

/** Finds and locks contacts. */
@ApplicationScoped
class ContactRows {
    static final String ENTITY = "contact";

    private final StatelessSession session;
    private final Identities identities;

    @Inject
    ContactRows(StatelessSession session, Identities identities) {
        this.session = session;
        this.identities = identities;
    }

    /**
     * @throws MissingException if there is no such contact, or it was erased
     */
    Contact find(UUID id) {
        return present(session.get(Contact.class, id), id);
    }

    /**
     * @throws MissingException if there is no such contact, or it was erased
     */
    Contact lock(UUID id) {
        return present(session.get(Contact.class, id, LockMode.PESSIMISTIC_WRITE), id);
    }

    /**
     * @throws ConflictException if another contact stands for it
     */
    static void requireUnmerged(Contact contact) {
        if (contact.mergedInto() != null) {
            throw new ConflictException("contact " + contact.id() + " was merged into contact " + contact.mergedInto()
                    + ": change that one");
        }
    }

    ContactView view(Contact contact) {
        return ContactView.of(contact, identities.of(Holder.CONTACT, contact.id()));
    }

    private static Contact present(Contact contact, UUID id) {
        if (contact == null || contact.erased()) {
            throw new MissingException(ENTITY, id);
        }
        return contact;
    }
}
